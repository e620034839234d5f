// More rows than a browser can lay out: the list reaches both ends, and a notch of the wheel moves by rows.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "a list longer than a browser can lay out scrolls by rows";

const RECORDS = 600_000;

export default async (page) => {
  await page.start();
  const folder = await mkdtemp(join(tmpdir(), "squall-rows-"));
  const file = join(folder, "many.log");
  const lines = Array.from({ length: RECORDS }, (_, at) => `${1772370000 + at} line ${at}\n`);
  await writeFile(file, lines.join(""));
  await page.pick(file);
  await page.idle(RECORDS);
  const first = () => page.tab.$eval(".event-row", (row) => Number(row.dataset.rank));
  const row = (rank) => document.querySelector(`.event-row[data-rank="${rank}"]`) !== null;

  await page.press("G");
  await page.until("the last row", row, RECORDS - 1);
  await page.press("g");
  await page.until("the first row", row, 0);
  const height = await page.tab.$eval("#events", (list) => list.scrollHeight);
  assert.ok(height <= 10_000_100, `${height} pixels`);

  await page.tab.$eval("#events", (list) => {
    list.scrollTop = (list.scrollHeight - list.clientHeight) / 2;
  });
  await page.until("the middle", row, RECORDS / 2);
  await page.idle();
  const before = await first();
  await (await page.tab.$("#events")).hover();
  await page.tab.mouse.wheel({ deltaY: 200 });
  await page.until("ten rows on", row, before + 12);
  await page.idle();
  const moved = (await first()) - before;
  assert.ok(moved >= 9 && moved <= 11, `a notch moved by ${moved} rows`);
  await page.shot("light");
  await rm(folder, { recursive: true });
};
