// Memory that is short: texts are left in their files and nothing else changes; where that is not
// enough reading stops, in words, and goes on where there is room.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paths, truth } from "../incident.mjs";

export const name = "short memory leaves texts in files, then stops reading in words";

const QUERIES = ["", "timeout", "level>=warn", "/time.?out/"];

const limit = (page, bytes) =>
  page.tab.evaluate((bytes) => {
    localStorage.setItem("squall.preferences", JSON.stringify({ shard_bytes_max: bytes }));
  }, bytes);

const counts = async (page) => {
  const all = [];
  for (const query of QUERIES) {
    await page.fill("#query", query || " ");
    await page.press("Escape");
    await page.idle(truth.records);
    all.push(await page.text("#counts"));
  }
  return all;
};

const bursts = async (page) => {
  await page.press("3");
  await page.until("the bursts", () => document.querySelector("#bursts tbody tr"));
  await page.idle();
  const rows = await page.texts("#bursts tbody tr");
  await page.press("1");
  return rows;
};

const inMemory = async (page) => /([\d.]+ \w?B) in memory/.exec(await page.text(".status-bar"))[1];

export default async (page) => {
  await page.start();
  await page.pick(...paths);
  await page.idle(truth.records);
  const before = { bursts: await bursts(page), counts: await counts(page) };
  const kept = await inMemory(page);

  // Less than the largest file and its columns, more than what cannot be left in a file.
  await limit(page, 12_000_000);
  await page.start();
  await page.pick(...paths);
  await page.idle(truth.records);
  assert.equal(await page.count(".trouble"), 0);
  assert.deepEqual({ bursts: await bursts(page), counts: await counts(page) }, before);
  const left = await inMemory(page);
  assert.notEqual(left, kept, "texts were left in their files");

  await limit(page, 1_000_000);
  await page.start();
  const folder = await mkdtemp(join(tmpdir(), "squall-budget-"));
  const line = (at) => `${new Date(Date.UTC(2026, 2, 1) + at * 1000).toISOString()} INFO order ${at} is on its way\n`;
  const large = join(folder, "large.log");
  await writeFile(large, Array.from({ length: 200_000 }, (_, at) => line(at)).join(""));
  await page.pick(large);
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("Memory is full"));
  await page.idle();
  await page.shot("light");
  const records = await page.tab.evaluate(() => Number(document.documentElement.dataset.records));
  assert.ok(records > 0 && records < 200_000, `${records} records`);
  assert.match((await page.sources())["large.log"], /memory is full: stopped at .* of/);

  // What the words advise: first ten minutes alone, then all of it with more memory.
  await page.press("5");
  await page.fill('input[aria-label="time that is read"]', "2026-03-01 00:00 to 2026-03-01 00:10");
  await page.press("Enter");
  await page.idle(600);
  assert.match(await page.text(".source-facts"), /left out/);
  assert.equal(await page.count(".trouble"), 0, "what was said of the memory is over");
  await page.shot("light");
  await page.fill('input[aria-label="time that is read"]', "");
  await page.press("Enter");
  await page.until("it is full again", () => document.querySelector(".source-remark")?.textContent.includes("memory is full"));
  await page.tab.select("#memory", "2.5 GB");
  await page.idle(200_000);
  return `${kept} in memory, with texts left in files ${left}; stopped at ${records} records`;
};
