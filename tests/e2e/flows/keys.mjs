// The keys: through the list, into an event and back, to other panels, the theme, the help.

import assert from "node:assert/strict";
import { RECORDS, marked, openShop } from "../shop.mjs";

export const name = "everything can be done by keys";

export default async (page) => {
  await openShop(page);
  await page.press("j");
  await page.press("j");
  await page.idle();
  assert.equal(await marked(page), 1);
  await page.press("G");
  await page.until("the last row", (last) => document.querySelector(`.event-row[data-rank="${last}"]`), RECORDS - 1);
  assert.equal(await marked(page), RECORDS - 1);
  await page.press("Enter");
  await page.until("the detail", () => document.querySelector("#detail-raw")?.textContent.includes("after 999 ms"));
  await page.press("k");
  await page.until("the one before", () => document.querySelector("#detail-raw").textContent.includes("A-998"));
  await page.press("g");
  await page.until("the first", () => document.querySelector("#detail-raw").textContent.includes("A-0 "));
  await page.press("s");
  await page.until("one alike", () => document.querySelector("#detail-raw").textContent.includes("A-1 "));
  await page.press("Escape");
  await page.until("no detail", () => !document.querySelector("#detail"));

  await page.press("?");
  await page.until("the help", () => document.querySelector("dialog[open]")?.textContent.includes("next event"));
  await page.press("Escape");
  await page.until("no dialog", () => !document.querySelector("dialog"));
  await page.press("5");
  await page.until("the sources", () => document.querySelector('.tab[aria-selected="true"]').textContent.startsWith("Sources"));
  await page.press("1");
  await page.press("d");
  await page.until("the light theme", () => document.documentElement.dataset.theme === "light");
  await page.press("d");
  await page.until("the dark theme", () => document.documentElement.dataset.theme === "dark");
  await page.shot("dark");
  await page.press("d");
  await page.press("t");
  await page.until("the dialog", () => document.querySelector("dialog[open] input"));
  await page.tab.keyboard.type("14:05");
  await page.press("Enter");
  await page.until("five minutes on", () => document.querySelector('.event-row[data-rank="300"][aria-selected="true"]'));
  await page.press("q");
  await page.tab.keyboard.type("placed");
  await page.until("the filter", () => document.documentElement.dataset.matching === "900");
};
