// What a person says of ids: a kind is taken away, another added by one id, undone, and kept in the link.

import assert from "node:assert/strict";

export const name = "a person says which ids name requests";

const START = Date.UTC(2026, 2, 1, 14, 0, 0);
const line = (at) => {
  const request = Math.floor(at / 3);
  const step = ["opened", "checked", "closed"][at % 3];
  const hash = (request + 1) * 2654435761 % 4294967296;
  return JSON.stringify({
    ts: new Date(START + at * 500).toISOString(),
    level: "info",
    msg: `${step} by ${["ann", "bob", "eve"][at % 3]}`,
    request_id: `${hash.toString(16).padStart(8, "0")}deadbee${request % 10}`,
    basket: `bsk-${1000 + request % 40}`,
  });
};
const RECORDS = 360;
const LOG = { name: "shop.log", text: `${Array.from({ length: RECORDS }, (_, at) => line(at)).join("\n")}\n` };

const chosen = (page, text) =>
  page.until(`requests by ${text}`, (text) => {
    const panel = document.querySelector('#requests[aria-busy="false"]');
    const select = panel?.querySelector("#request-class");
    return select?.selectedOptions[0]?.textContent.startsWith(text);
  }, text);

export default async (page) => {
  await page.start();
  await page.drop(LOG);
  await page.idle(RECORDS);
  await page.press("6");
  await chosen(page, "request_id=");
  await page.idle();
  await page.press("I");
  await page.until("the kinds", () => document.activeElement?.id === "kind-text");
  await page.fill("#kind-text", "bsk-1007");
  await page.press("Enter");
  await chosen(page, "bsk-");
  await page.until("what was said", () => document.querySelector('#request-kinds .follow-chip[aria-pressed="true"]'));
  await page.idle();
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  await page.click("#no-requests");
  await chosen(page, "request_id=");
  await page.idle();
  const hash = await page.tab.evaluate(() => location.hash);
  assert.match(hash, /ids=-bsk-/);
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("u");
  await chosen(page, "bsk-");
  await page.idle();
  await page.press("u");
  await chosen(page, "request_id=");
  await page.idle();

  await page.press("1");
  await page.until("the events", () => document.querySelector(".event-row"));
  await page.press("g");
  await page.press("Enter");
  await page.until("the fields", () => document.querySelector('[data-field="basket"]'));
  await page.click('[data-field="basket"] [aria-label="treat basket as an id of requests"]');
  await page.until("the notice", () => document.querySelector(".notice")?.textContent.includes("names requests"));
  await page.idle();
  assert.match(await page.tab.evaluate(() => location.hash), /ids=%2Bbsk-/);
  return hash;
};
