// Undo and redo of filters and zooms: by keys, and by the browser's own back and forward; links.

import assert from "node:assert/strict";
import { SHOP, openShop, RECORDS } from "../shop.mjs";

export const name = "filters and zooms can be undone, by keys and by the browser";

const filter = (text) => document.querySelector("#query").value === text;

export default async (page) => {
  await openShop(page);
  await page.fill("#query", "level=error");
  await page.press("Enter");
  await page.press("Escape");
  await page.until("the query left", () => document.activeElement?.id !== "query");
  await page.press("+");
  await page.idle();
  const zoomed = await page.tab.evaluate(() => location.hash);
  await page.press("u");
  await page.until("no zoom", () => !location.hash.includes("from="));
  await page.until("the filter still", filter, "level=error");
  await page.press("u");
  await page.until("no filter", filter, "");
  await page.until("all rows", () => document.querySelector("#counts").textContent.startsWith("1,000 of"));
  await page.press("U");
  await page.until("the filter again", filter, "level=error");
  await page.tab.evaluate(() => history.forward());
  await page.until("the zoom again", (hash) => location.hash === hash, zoomed);
  await page.tab.evaluate(() => history.go(-2));
  await page.until("no filter", filter, "");
  await page.idle();
  assert.equal(await page.text("#counts"), "1,000 of 1,000");

  await page.tab.goto("about:blank");
  await page.start(zoomed);
  await page.drop(SHOP);
  await page.idle(RECORDS);
  assert.equal(await page.tab.$eval("#query", (input) => input.value), "level=error");
  assert.equal(await page.tab.evaluate(() => location.hash), zoomed);
};
