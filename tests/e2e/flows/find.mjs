// Finding: goes from row to row, marks the text, wraps around, and leaves the filter alone.

import assert from "node:assert/strict";
import { marked, openShop } from "../shop.mjs";

export const name = "finding goes from one row to the next";

export default async (page) => {
  await openShop(page);
  await page.press("/");
  await page.until("the find bar", () => document.activeElement?.id === "find");
  await page.tab.keyboard.type("STOCK AFTER 3");
  await page.press("Enter");
  await page.idle();
  assert.equal(await marked(page), 39);
  assert.equal((await page.texts(".event-row[aria-selected=true] mark")).join(" "), "stock after 3");
  await page.press("Enter");
  await page.idle();
  assert.equal(await marked(page), 309);
  await page.click("#events");
  await page.idle();
  const from = await marked(page);
  await page.press("N");
  await page.idle();
  assert.ok((await marked(page)) < from || (await page.text("#find-outcome")) !== "");
  await page.shot("light");
  await page.fill("#find", "nowhere at all");
  await page.press("Enter");
  await page.until("the outcome", () => document.querySelector("#find-outcome").textContent.includes("no event"));
  assert.equal(await page.text("#counts"), "1,000 of 1,000");
  await page.press("Escape");
  await page.until("no find bar", () => !document.querySelector("#find"));
};
