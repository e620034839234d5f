// The example of the start screen: its one burst is marked without a click, and explained by one.

import assert from "node:assert/strict";

export const name = "the example shows its burst, and what broke first";

export default async (page) => {
  await page.start();
  await page.click("#open-example");
  await page.until("its records", () => Number(document.documentElement.dataset.records) > 2_000);
  await page.idle();
  await page.press("3");
  await page.until("the burst", () => document.querySelector("#bursts tbody tr"));
  assert.equal(await page.count("#bursts tbody tr"), 1, "one burst");
  await page.press("1");
  await page.press("b");
  await page.until("the sentence", () => document.querySelector("#explain-sentence"));
  const sentence = await page.text("#explain-sentence");
  assert.match(sentence, /errors? in .*first: archive command failed/);
  await page.shot("light");
  return sentence;
};
