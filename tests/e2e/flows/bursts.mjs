// Bursts: marked on the timeline by themselves; explained by a key or a click; rows filter, onsets lead to events.

import assert from "node:assert/strict";
import { paths, truth } from "../incident.mjs";

export const name = "a burst is marked, explained and followed";

export default async (page) => {
  await page.start();
  await page.pick(...paths);
  await page.idle(truth.records);
  await page.press("3");
  await page.until("the list", () => document.querySelector("#bursts tbody tr"));
  const listed = await page.count("#bursts tbody tr");
  await page.shot("list");
  await page.press("1");
  await page.press("b");
  await page.idle();
  assert.match(await page.text("#explain h2"), new RegExp(`Burst 1 of ${listed}`));
  const sentence = await page.text("#explain-sentence");
  assert.match(sentence, /errors? in /);
  assert.ok((await page.count("#onsets li")) > 0, "something broke first");
  await page.shot("light");

  const row = await page.tab.$(".differences .table-row");
  await row.hover();
  await page.shot("series");
  await page.click("#onsets button.onset");
  await page.until("the first event", () => document.querySelector("#detail-raw")?.textContent.length > 0);
  await page.press("Escape");
  await page.until("the explanation again", () => document.querySelector("#explain-sentence"));
  await page.click(".differences .difference");
  await page.idle();
  const matching = await page.tab.evaluate(() => Number(document.documentElement.dataset.matching));
  assert.ok(matching > 0 && matching < truth.records, `${matching} records of the row`);

  // Another baseline, drawn by its line: the left handle is dragged to the right.
  const before = await page.text(".explain-baseline");
  const box = await (await page.tab.$("#timeline")).boundingBox();
  await page.tab.mouse.move(box.x + 1, box.y + 23);
  await page.tab.mouse.down();
  await page.tab.mouse.move(box.x + 200, box.y + 23, { steps: 5 });
  await page.tab.mouse.up();
  await page.until("another baseline", (before) => {
    const text = document.querySelector(".explain-baseline")?.textContent.replace(/\s+/g, " ").trim();
    return text !== before && text?.includes("chosen");
  }, before);
  await page.idle();
  await page.press("Escape");
  await page.until("no explanation", () => !document.querySelector("#explain"));
  return sentence;
};
