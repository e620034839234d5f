// A folder of 2,000 files, picked: every record is there, the list stays short and can be searched.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "a folder of 2,000 files opens";

const FILES = 2_000;
const LINES = 10;

export default async (page) => {
  const folder = join(await mkdtemp(join(tmpdir(), "squall-many-files-")), "logs");
  await mkdir(join(folder, "deeper"), { recursive: true });
  const text = Array.from({ length: LINES }, (_, at) => `2026-03-01T14:00:0${at}Z INFO step ${at}\n`).join("");
  for (let at = 0; at < FILES; at += 1) {
    await writeFile(join(folder, at % 2 ? "deeper" : ".", `part-${at}.log`), text);
  }
  await page.start();
  if (page.kind === "chrome") {
    await (await page.tab.waitForSelector("#pick-folder")).uploadFile(folder);
  } else {
    // Firefox's driver cannot pick a folder; there its files are dropped.
    const name = (at) => `part-${at}.log`;
    await page.drop(...Array.from({ length: FILES }, (_, at) => ({ name: name(at), text })));
  }
  await page.idle(FILES * LINES);
  await page.press("5");
  await page.until("the sources", () => document.querySelectorAll(".source").length === 100);
  await page.fill('[aria-label="search sources"]', "part-1999");
  await page.until("the one", () => document.querySelectorAll(".source").length === 1);
  assert.match(await page.text(".source-state"), /10 records/);
  await page.shot("light");
};
