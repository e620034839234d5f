// The link: it restores the whole view from disk and from http, after a reload too; newer ones and long ones are met with words.

import assert from "node:assert/strict";
import { RECORDS, SHOP } from "../shop.mjs";
import { served } from "../served.mjs";

export const name = "a link restores the view, from disk and from http, and after a reload";

const MINUTE = 60n * 1_000_000_000n;
const START = BigInt(Date.UTC(2026, 2, 1, 14, 0, 0)) * 1_000_000n;
const span = (from, to) => [START + from * MINUTE, START + to * MINUTE];
const [[from, to], [first, last]] = [span(2n, 12n), span(4n, 6n)];

const LINK =
  `#v=1&q=level%3Derror&from=${from}&to=${to}&fold=1&zone=Europe/Berlin&explain=${first}..${last}` +
  "&theme=dark&src=colour:3@shop.jsonl&col=host";

/** What of the view a person sees. */
const seen = async (page) => {
  await page.idle(RECORDS);
  await page.until("the rows", () => document.querySelector(".event-row .event-message"));
  await page.until("the explanation", () => document.querySelector("#explain-sentence"));
  return page.tab.evaluate(() => ({
    hash: location.hash,
    filter: document.querySelector("#query").value,
    theme: document.documentElement.dataset.theme,
    zone: document.querySelector("#zone").textContent,
    range: document.querySelector("#range").textContent,
    counts: document.querySelector("#counts").textContent,
    columns: [...document.querySelectorAll(".event-head-column")].map((it) => it.textContent),
    explained: document.querySelector("#explain h2").textContent,
    folded: document.querySelector("#fold").getAttribute("aria-pressed"),
  }));
};

const roundTrip = async (page, address) => {
  await page.start(LINK, address);
  await page.drop(SHOP);
  await page.until("what the file is known by", () => /&file=\d+-[0-9a-f]{16}@shop\.jsonl$/.test(location.hash));
  const wanted = await seen(page);
  assert.equal(wanted.filter, "level=error");
  assert.equal(wanted.zone, "Europe/Berlin");
  assert.equal(wanted.theme, "dark");
  assert.deepEqual(wanted.columns, ["host ×"]);
  assert.ok(wanted.hash.startsWith(LINK), wanted.hash);
  assert.match(wanted.hash, /&file=\d+-[0-9a-f]{16}@shop\.jsonl$/);

  await page.tab.goto("about:blank");
  await page.start(wanted.hash, address);
  await page.drop(SHOP);
  assert.deepEqual(await seen(page), wanted, "opened from the link");
  assert.equal(await page.count("#restored"), 0, "the files are the same");

  await page.tab.reload();
  await page.idle();
  assert.match(await page.text("#wanted"), /made with these files.*shop\.jsonl/);
  await page.drop(SHOP);
  assert.deepEqual(await seen(page), wanted, "loaded again");
};

export default async (page) => {
  await roundTrip(page);
  await served(async (address, host) => {
    page.watchAt(host);
    await roundTrip(page, address);
    await page.tab.goto("about:blank");
  });

  await page.start("#v=9&q=level%3Derror");
  await page.until("the word on the newer link", () => document.querySelector(".trouble-what")?.textContent.includes("newer Squall"));
  await page.theme("light");
  await page.shot("newer-light");
  await page.theme("dark");
  await page.shot("newer-dark");
  await page.drop(SHOP);
  await page.idle(RECORDS);
  await page.press("q");
  await page.tab.keyboard.type("placed");
  await page.until("the filter", () => document.documentElement.dataset.matching === "900");
  const long = `placed or ${"x".repeat(2_100)}`;
  await page.tab.$eval("#query", (input, text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, long);
  await page.until("the filter", (long) => document.querySelector("#query").value === long, long);
  await page.idle();
  assert.ok((await page.tab.evaluate(() => location.hash.length)) <= 2_049, "an address stays short");
};
