// What leaves: reviewed first, with secrets taken out, whole, to a file or to the clipboard; the link warns.

import assert from "node:assert/strict";
import { keepSaved, lastSaved, pasted } from "../saved.mjs";

export const name = "events leave reviewed and redacted: saved, copied, in the link, on the screen";

const EVENTS = 2_400;
const SECRETS = ["ann@shop.example", "203.0.113.9", "hunter2-secret"];

const log = () => {
  const line = (at) => {
    const time = new Date(Date.UTC(2026, 2, 1, 14, 0, at)).toISOString();
    const level = at % 10 === 0 ? "error" : "info";
    return `{"time":"${time}","level":"${level}","msg":"order ${at} of ${SECRETS[0]} from ${SECRETS[1]}","password":"${SECRETS[2]}","took":${at}}\n`;
  };
  return Array.from({ length: EVENTS }, (_, at) => line(at)).join("");
};

const reviewed = (page) =>
  page.until("that all was looked through", () =>
    document.querySelector("#hand-progress")?.textContent.startsWith("Looked through") &&
    !document.querySelector("#save-events").disabled,
  );

const outcome = (page, words) =>
  page.until("what came of it", (words) => document.querySelector("#hand-outcome")?.textContent.includes(words), words);

export default async (page) => {
  await page.start();
  await page.drop({ name: "shop.log", text: log() });
  await page.idle(EVENTS);
  await page.press("w");
  await reviewed(page);
  const kinds = await page.texts("#review tbody tr");
  assert.ok(kinds.some((row) => row.includes("e-mail addresses2,4001")), kinds.join("; "));
  assert.match(kinds.join(" "), /ann@shop\.example → email-1/);
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  await keepSaved(page);
  await page.click("#save-events");
  const lines = await lastSaved(page, 1);
  await outcome(page, "Saved 2,400 events");
  assert.equal(lines.name, "events.jsonl");
  const records = lines.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(records.length, EVENTS);
  assert.deepEqual([records[7].message, records[7].fields.password], ["order 7 of email-1 from ip-1", "password-1"]);
  assert.ok(SECRETS.every((secret) => !lines.text.includes(secret)), "a secret left");

  // To a file that the person chose, with chosen columns, one kind left in.
  await keepSaved(page, { picker: true });
  await page.click('tr[data-kind="email"] input');
  await page.until("that it stays", () => document.querySelector('tr[data-kind="email"]')?.textContent.includes("stays in"));
  await reviewed(page);
  await page.click(".hand-buttons ::-p-text(CSV)");
  await page.fill("#columns", "time, took, message");
  await page.click("#save-events");
  const table = await lastSaved(page, 1);
  assert.equal(table.name, "events.csv");
  const rows = table.text.trimEnd().split("\r\n");
  assert.deepEqual([rows.length, rows[0]], [EVENTS + 1, "time,took,message"]);
  assert.equal(rows[8], "2026-03-01T14:00:07.000Z,7,order 7 of ann@shop.example from ip-1");
  await page.click('tr[data-kind="email"] input');
  await reviewed(page);

  // A rule of one's own: wrong with its place, then right.
  await page.fill("#own-rules", "order (\\d");
  await page.until("the mistake", () => document.querySelector("#own-rules-mistake mark"));
  await page.fill("#own-rules", "order (\\d+)");
  await page.until("its kind", () => document.querySelector('tr[data-kind="own"]')?.textContent.includes("2,400"));
  await reviewed(page);
  await page.click("#save-patterns");
  const patterns = await lastSaved(page, 2);
  assert.match(patterns.text, /^id,pattern,events,share,first,last\r\n/);
  await page.click("#save-svg");
  const picture = await lastSaved(page, 3);
  assert.match(picture.text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  await page.click("#save-png");
  const dots = await lastSaved(page, 4);
  assert.equal(dots.name, "timeline.png");
  assert.match(dots.text.slice(0, 8), /PNG/);
  await page.fill("#own-rules", " ");
  await reviewed(page);
  await page.press("Escape");
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("Escape");
  await page.until("no dialog", () => !document.querySelector(".hand-over"));
  await page.idle();

  // Copied: two events as JSON.
  await page.press("g");
  await page.press("J");
  await page.until("two selected rows", () => document.querySelectorAll('.event-row[aria-selected="true"]').length === 2);
  await page.press("D");
  await page.until("that it was copied", () => document.querySelector(".notice")?.textContent.includes("Copied 2 events"));
  const copied = (await pasted(page)).split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(copied.map(({ message }) => message), ["order 0 of email-1 from ip-1", "order 1 of email-1 from ip-1"]);

  // The screen, for others to see.
  await page.press("R");
  await page.until("names in rows", () => document.querySelector("#veiled") &&
    document.querySelector("#events")?.textContent.includes("email-1"));
  await page.idle();
  const shown = await page.text("body");
  assert.ok(SECRETS.slice(0, 2).every((secret) => !shown.includes(secret)), "a secret is shown");
  await page.shot("veiled");
  await page.press("R");
  await page.until("rows as they are", () => document.querySelector("#events")?.textContent.includes("ann@shop.example"));
  await page.idle();

  // The link warns once.
  await page.press("q");
  await page.tab.keyboard.type(`"${SECRETS[0]}"`);
  await page.press("Escape");
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.idle();
  await page.press("l");
  await page.until("the warning", () => document.querySelector('[role="alert"]')?.textContent.includes("1 e-mail addresses"));
  await page.press("l");
  await page.until("that it was copied", () => document.querySelector(".notice")?.textContent === "Copied");
  assert.match(await pasted(page), /ann@shop\.example|ann%40shop\.example/);
};
