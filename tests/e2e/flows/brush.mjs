// Zooming: a drag on the timeline narrows the rows, a double click and Escape go back.

import assert from "node:assert/strict";
import { openShop } from "../shop.mjs";

export const name = "a drag on the timeline zooms, and there is a way back";

export default async (page) => {
  await openShop(page);
  const canvas = await page.tab.waitForSelector("#timeline");
  const box = await canvas.boundingBox();
  const y = box.y + box.height / 2;
  const drag = async (from, to) => {
    await page.tab.mouse.move(box.x + box.width * from, y);
    await page.tab.mouse.down();
    await page.tab.mouse.move(box.x + box.width * (from + to) / 2, y);
    await page.tab.mouse.move(box.x + box.width * to, y);
    await page.tab.mouse.up();
    await page.idle();
  };
  const inRange = async () => Number((await page.text("#counts")).split(" of ")[0].replaceAll(",", ""));

  await drag(0.25, 0.5);
  const half = await inRange();
  assert.ok(half > 150 && half < 350, `about a quarter of the rows, not ${half}`);
  assert.match(await page.tab.evaluate(() => location.hash), /from=\d+&to=\d+/);
  await page.shot("light");

  await page.click("#events");
  await page.press("+");
  await page.until("fewer rows", (n) => parseInt(document.querySelector("#counts").textContent) < n, half);
  await page.press("Escape");
  await page.press("Escape");
  await page.press("Escape");
  await page.until("all rows", () => document.querySelector("#counts").textContent.startsWith("1,000 of"));

  await drag(0.6, 0.8);
  assert.ok((await inRange()) < 400);
  await page.tab.mouse.click(box.x + box.width / 2, y, { count: 2 });
  await page.until("all rows", () => document.querySelector("#counts").textContent.startsWith("1,000 of"));
};
