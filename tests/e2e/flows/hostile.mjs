// Logs that someone wrote to harm whoever reads them are shown as text: nothing runs, nothing is fetched, nothing breaks.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const name = "hostile logs are shown as text";

const folder = fileURLToPath(new URL("../../data/hostile/", import.meta.url));

/** Whether log text became a part of the page. */
const acted = (page) => page.tab.evaluate(() => {
  const app = document.body;
  const foreign = app.querySelector("iframe, object, embed, math, img, a[href^='javascript'], [onerror], [onload], [onmouseover], [srcdoc]");
  return { ran: window.ran ?? null, polluted: {}.polluted ?? null, foreign: foreign?.outerHTML ?? null };
});

export default async (page) => {
  const paths = (await readdir(folder)).map((file) => join(folder, file));
  await page.start();
  await page.pick(...paths);
  await page.until("all read", () => {
    const { idle, records } = document.documentElement.dataset;
    return idle === "1" && Number(records) > 100;
  });
  await page.idle();
  const records = await page.tab.evaluate(() => Number(document.documentElement.dataset.records));
  const nothing = { ran: null, polluted: null, foreign: null };
  for (const query of ["script", '"<script>"', "/=.*cmd/", '"\u202e"', "${jndi", ""]) {
    await page.fill("#query", query);
    await page.idle();
    await page.tab.evaluate(() => document.activeElement?.blur());
    for (let step = 0; step < 12; step++) {
      await page.press("j");
      await page.idle();
    }
    assert.deepEqual(await acted(page), nothing, query);
  }
  await page.shot("events");
  for (const tab of ["2", "3", "4", "5", "6", "7"]) {
    await page.press(tab);
    await page.idle();
    assert.deepEqual(await acted(page), nothing, `tab ${tab}`);
  }
  return `${records} records`;
};
