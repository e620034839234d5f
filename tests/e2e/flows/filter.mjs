// Filtering: typed, completed, from a facet; the counts are exact.

import assert from "node:assert/strict";
import { ERRORS, RECORDS, openShop } from "../shop.mjs";

export const name = "a filter narrows rows, counts and facets";

export default async (page) => {
  await openShop(page);
  await page.fill("#query", "level=error");
  await page.until("the errors", (n) => document.documentElement.dataset.matching === n, String(ERRORS));
  await page.idle();
  assert.equal(await page.text("#counts"), "100 of 1,000");
  const levels = await page.texts(".event-row .event-level");
  assert.ok(levels.length > 5 && levels.every((level) => level === "error"), levels.join());

  await page.fill("#query", "hos");
  await page.until("a completion", () => document.querySelector("#completions")?.textContent.includes("host"));
  await page.press("Tab");
  assert.equal(await page.tab.$eval("#query", (input) => input.value), "host");
  await page.tab.keyboard.type("=web-1 and level>=warn");
  await page.press("Escape");
  const both = Array.from({ length: RECORDS }, (_, at) => at).filter((at) => at % 10 === 9 && at % 3 === 1);
  await page.until("both", (n) => document.documentElement.dataset.matching === n, String(both.length));
  await page.shot("light");

  await page.fill("#query", "");
  await page.idle();
  const text = "timeout <img src=x onerror=alert(1)>";
  await page.drop({ name: "hostile.log", text: `2026-03-01T14:00:00Z ERROR ${text}\n` });
  await page.idle(RECORDS + 1);
  await page.fill("#query", "onerror");
  await page.until("one row", () => document.documentElement.dataset.matching === "1");
  await page.idle();
  assert.match(await page.text(".event-row .event-message"), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.count("img"), 0, "log text is never HTML");
};
