// A real file that is cut short, grown or replaced on disk while it is open: what was read is told
// apart from what is there now, and adding the file again reads it as it is.

import assert from "node:assert/strict";
import { appendFile, mkdtemp, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "a file that changes while it is open is named, and read anew";

const LINES = 32_000;
const GROWN = 5_000;

/** Lines of equal length, one a second. */
const lines = (from, count) => {
  const line = (at) =>
    `${new Date(Date.UTC(2026, 2, 1) + at * 1000).toISOString()} INFO order ${String(at).padStart(6, "0")} is on its way\n`;
  return Array.from({ length: count }, (_, at) => line(from + at)).join("");
};

const matching = (page) => page.tab.evaluate(() => Number(document.documentElement.dataset.matching));

const filter = async (page, text) => {
  await page.fill("#query", text);
  await page.press("Escape");
  await page.idle();
};

const said = async (page, name) => (await page.sources())[name];

export default async (page) => {
  const path = join(await mkdtemp(join(tmpdir(), "squall-changed-")), "shop.log");
  const text = lines(0, LINES);
  await writeFile(path, text);
  // So little memory that the text is left in the file, and is read again by each filter.
  await page.start();
  await page.tab.evaluate((bytes) => {
    localStorage.setItem("squall.preferences", JSON.stringify({ shard_bytes_max: bytes }));
  }, Math.round(text.length * 0.45));
  await page.start();
  await page.pick(path);
  await page.idle(LINES);
  assert.equal(await page.count(".trouble"), 0);
  await filter(page, "order");
  assert.equal(await matching(page), LINES);

  // Cut short: what is not there any more is not counted, and that is said.
  await truncate(path, text.length / 2);
  await filter(page, "way");
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("shop.log"));
  await page.shot("light");
  assert.ok((await matching(page)) < LINES);
  assert.match(await said(page, "shop.log"), /32,000 records.*; the file (changed|could not|can no longer)/);
  await page.click(".trouble button");

  // Added again it takes the place of the one that was open.
  await page.pick(path);
  await page.idle(LINES / 2);
  await filter(page, "order");
  assert.equal(await matching(page), LINES / 2);
  assert.match(await said(page, "shop.log"), /16,000 records[^;]*; $/);
  assert.equal(await page.count(".source-chip"), 1);

  // Grown: Chromium reads the file no more, Firefox reads what it was.
  await appendFile(path, lines(LINES / 2, GROWN));
  await filter(page, "way");
  const grown = await said(page, "shop.log");
  if (/the file/.test(grown)) {
    await page.until("the banner", () => document.querySelector(".trouble"));
    await page.click(".trouble button");
    await page.pick(path);
    await page.idle(LINES / 2 + GROWN);
    await filter(page, "order");
    assert.equal(await matching(page), LINES / 2 + GROWN);
  } else {
    assert.equal(await matching(page), LINES / 2);
  }

  // Replaced by another text of the same size: what is read again is known not to be the same.
  await writeFile(path, (await matching(page)) === LINES / 2 ? text.replaceAll("order", "other") : text.toLowerCase());
  await filter(page, "is on");
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("shop.log"));
  assert.match(await said(page, "shop.log"), /the file (changed|could not|can no longer)/);
  return grown;
};
