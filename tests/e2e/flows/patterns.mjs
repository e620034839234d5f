// Patterns: counted, searched, sorted, filtered by, hidden, merged; what a variable stands for.

import assert from "node:assert/strict";
import { ERRORS, RECORDS, openShop } from "../shop.mjs";

export const name = "patterns are listed, searched, filtered by and corrected";

export default async (page) => {
  await openShop(page);
  await page.press("2");
  await page.until("the list", () => document.querySelectorAll(".pattern").length === 2);
  const counts = await page.texts(".pattern-count");
  assert.deepEqual(counts, [`${RECORDS - ERRORS} 90.0%`, `${ERRORS} 10.0%`]);
  await page.shot("light");
  await page.tab.hover(".pattern:nth-child(2) .pattern-variable");
  await page.until("its values", () => /^variable 1: \d+ × 1, /.test(document.querySelector(".pattern-values")?.textContent));
  assert.match(await page.text(".pattern-values"), /^variable 1: 109 × 1, 119 × 1, .* and \d+ other values in \d+ events$/);
  await page.shot("values");
  await page.fill("#patterns-search", "reach");
  await page.until("one", () => document.querySelectorAll(".pattern").length === 1);
  await page.click(".pattern .pattern-facts .link");
  await page.idle();
  assert.equal(await page.text("#counts"), `${ERRORS} of 1,000`);
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("u");
  await page.idle();
  await page.fill("#patterns-search", "placed");
  await page.until("the other", () => document.querySelector(".pattern-text")?.textContent.includes("placed"));
  await page.click(".pattern .pattern-facts .link:nth-of-type(2)");
  await page.idle();
  assert.equal(await page.text("#counts"), `${ERRORS} of 1,000`, "hidden");
};
