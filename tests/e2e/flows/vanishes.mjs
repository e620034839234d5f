// A file that is deleted, or grows, before it is read: it is named, the other one stays.

import assert from "node:assert/strict";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "a file that vanishes or grows is named, the others stay";

const line = (at) => `2026-03-01T14:00:00Z INFO step ${at}\n`;

export default async (page) => {
  // What the page tells its workers is held back until the files have changed.
  await page.tab.evaluateOnNewDocument(() => {
    const post = Worker.prototype.postMessage;
    const held = [];
    window.holding = false;
    Worker.prototype.postMessage = function (...given) {
      if (window.holding && Array.isArray(given[0])) held.push([this, given]); // to the lead: `[bytes]`
      else post.apply(this, given);
    };
    window.heldBack = () => held.length;
    window.letGo = () => {
      window.holding = false;
      for (const [worker, given] of held) post.apply(worker, given);
    };
  });
  const folder = await mkdtemp(join(tmpdir(), "squall-vanishes-"));
  const path = (name) => join(folder, name);
  const text = Array.from({ length: 1_000 }, (_, at) => line(at)).join("");
  for (const name of ["gone.log", "grown.log", "good.log"]) await writeFile(path(name), text);
  await page.start();
  await page.tab.evaluate(() => (window.holding = true));
  await page.pick(path("gone.log"), path("grown.log"), path("good.log"));
  await page.until("the files were taken in", () => window.heldBack() > 0);
  await rm(path("gone.log"));
  await appendFile(path("grown.log"), line(0));
  await page.tab.evaluate(() => window.letGo());
  await page.until("all of it", () => Number(document.documentElement.dataset.records) >= 1_000);
  await page.idle();
  const said = await page.sources();
  assert.match(said["gone.log"], /; the file .*(no longer|could not|can no longer)/);
  assert.match(said["good.log"], /1,000 records/);
  // Chromium refuses a file that grew, Firefox reads what it was.
  assert.match(said["grown.log"], /1,000 records|the file changed/);
};
