// Pinned searches: a filter stays as a chip with its count, marks in the list, and the way to its events.

import assert from "node:assert/strict";
import { ERRORS, RECORDS, marked, openShop } from "../shop.mjs";

export const name = "filters are pinned, marked, stepped through and taken away";

export default async (page) => {
  await openShop(page);
  await page.fill("#query", "level=error");
  await page.press("Escape");
  await page.press("Escape");
  await page.until("the filter", (wanted) => document.documentElement.dataset.matching === String(wanted), ERRORS);
  await page.press("p");
  await page.until("the pin's count", (wanted) => document.querySelector(".pin .number")?.textContent === String(wanted), ERRORS);
  await page.fill("#query", "");
  await page.press("Escape");
  await page.until("all events", (wanted) => document.documentElement.dataset.matching === String(wanted), RECORDS);
  await page.press("g");
  await page.until("the first event", () => document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === "0");
  await page.until("marks", () => document.querySelector('.event-row[data-rank="9"] .event-pin'));
  assert.equal(await page.count('.event-row[data-rank="8"] .event-pin'), 0);
  await page.click('[aria-label="next event of level=error"]');
  await page.until("the first error", () => document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === "9");
  await page.click('[aria-label="next event of level=error"]');
  await page.until("the second", () => document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === "19");
  assert.equal(await marked(page), 19);
  await page.theme("light");
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.click('[aria-label="unpin level=error"]');
  await page.until("no pin", () => !document.querySelector(".pin"));
  await page.until("no marks", () => document.querySelector(".event-row") && !document.querySelector(".event-pin"));
};
