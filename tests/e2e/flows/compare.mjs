// Compare: two filters side by side; what sets the first apart is on top; swapped it is the other way round.

import assert from "node:assert/strict";
import { openShop } from "../shop.mjs";

export const name = "two sets are compared";

export default async (page) => {
  await openShop(page);
  await page.press("4");
  await page.fill(".compare-side:nth-of-type(1) input", "level=error");
  await page.fill(".compare-side:nth-of-type(2) input", "level=info");
  await page.click("#compare-go");
  await page.until("the answer", () => document.querySelector("#compare .differences tbody tr"));
  await page.idle();
  assert.match(await page.text("#compare .differences tbody tr"), /could not reach stock/);
  await page.shot("light");
  await page.tab.evaluate(() => {
    [...document.querySelectorAll("#compare .button")].find((b) => b.textContent === "Swap").click();
  });
  await page.until("the other way round", () => {
    const first = document.querySelector("#compare .differences tbody tr")?.textContent;
    return first?.includes("placed");
  });
};
