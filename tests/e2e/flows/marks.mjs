// Marks: events and a range are marked and noted, listed, stepped through, undone, and kept over a reload.

import assert from "node:assert/strict";
import { RECORDS, SHOP, marked, openShop } from "../shop.mjs";

export const name = "events and ranges are marked, noted, listed, undone and kept over a reload";

const row = (page, rank) =>
  page.until(`row ${rank} chosen`, (wanted) => document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === wanted, String(rank));
const counted = (page, count) =>
  page.until(`${count} marks`, (wanted) => (document.querySelector("#mark-count .pin-query")?.textContent ?? "0 marks").startsWith(`${wanted} `), count);

const note = async (page, text) => {
  await page.until("the note's dialog", () => document.activeElement?.id === "note");
  await page.tab.keyboard.type(text);
  await page.press("Escape");
  await page.until("the dialog gone", () => !document.querySelector("dialog"));
};

export default async (page) => {
  await openShop(page);
  await page.press("g");
  await row(page, 0);
  for (let rank = 1; rank <= 9; rank += 1) await page.press("j");
  await row(page, 9);
  await page.press("m");
  await counted(page, 1);
  await page.press("a");
  await note(page, "the **first** <b>refusal</b>");
  await page.until("the gutter", () => document.querySelector('.event-row[data-rank="9"] .event-mark')?.getAttribute("aria-label") === "marked: the first <b>refusal</b>");
  await page.press("j");
  await page.press("j");
  await row(page, 11);
  await page.press("m");
  await counted(page, 2);
  await page.press("m");
  await counted(page, 1);
  await page.press("u");
  await counted(page, 2);

  await page.press("+");
  await page.until("the zoom", () => location.hash.includes("from="));
  await page.press("M");
  await note(page, "- the deploy");
  await counted(page, 3);
  await page.press("0");
  await page.until("all time", () => !location.hash.includes("from="));
  await page.press("g");
  await row(page, 0);
  await page.press(">");
  await row(page, 9);
  await page.press(">");
  await row(page, 11);
  await page.press("<");
  await row(page, 9);
  assert.equal(await marked(page), 9);
  await page.until("the note beside the event", () => document.querySelector(".detail-note strong")?.textContent === "first");

  await page.press("8");
  await page.until("the list with its events", () => document.querySelectorAll("#marks .mark").length === 3 && document.querySelectorAll("#marks .mark-message").length === 2);
  const first = await page.text("#marks .mark:nth-child(2) .mark-body");
  assert.match(first, /2026-03-01 14:00:09.* · shop\.jsonl.*error could not reach stock after 9 ms.*the first <b>refusal<\/b>/);
  assert.equal(await page.count("#marks b"), 0, "a note is never HTML");
  await page.idle();
  await page.theme("light");
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.press("1");
  await page.shot("list");

  await page.tab.reload();
  await page.idle();
  assert.match(await page.text("#wanted"), /shop\.jsonl/);
  await page.drop(SHOP);
  await page.idle(RECORDS);
  await counted(page, 3);
  await page.press("1");
  await page.until("the marks in the list", () => document.querySelectorAll(".event-row .event-mark").length >= 2);
};
