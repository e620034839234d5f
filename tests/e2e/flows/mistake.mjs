// A query that cannot be read: the place is shown, what was expected, and the last good result stays.

import assert from "node:assert/strict";
import { openShop } from "../shop.mjs";

export const name = "a mistake in the query is shown, the last good result stays";

export default async (page) => {
  await openShop(page);
  await page.fill("#query", "level=error");
  await page.idle();
  await page.tab.keyboard.type(" and (host=web-1");
  await page.until("the mistake", () => document.querySelector("#query-mistake")?.textContent.length > 10);
  await page.idle();
  assert.equal(await page.tab.$eval("#query", (input) => input.getAttribute("aria-invalid")), "true");
  assert.equal(await page.count(".query-wrong"), 1);
  const matching = await page.tab.evaluate(() => document.documentElement.dataset.matching);
  assert.ok(Number(matching) > 0 && Number(matching) <= 100, matching);
  await page.shot("light");
  await page.tab.keyboard.type(")");
  await page.until("no mistake", () => document.querySelector("#query").getAttribute("aria-invalid") === "false");
  await page.fill("#query", "lvel=error");
  await page.press("Enter");
  await page.until("the hint", () => document.querySelector("#query-mistake")?.textContent.includes("lvel"));
};
