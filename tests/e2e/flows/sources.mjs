// Sources come and go: more are dropped later, one is removed, all are closed; pasting opens text.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RECORDS, openShop } from "../shop.mjs";

export const name = "sources are added, pasted, removed and closed";

const line = (at) => `2026-03-01T15:00:00Z WARN late ${at}\n`;

/** Copies a text as a person does, so that it can be pasted in either browser. */
const copy = async (page, text) => {
  await page.tab.evaluate((text) => {
    const area = document.createElement("textarea");
    area.id = "copied";
    area.value = text;
    document.body.append(area);
    area.focus();
    area.select();
  }, text);
  await chord(page, "c");
  await page.tab.evaluate(() => document.querySelector("#copied").remove());
};

const chord = async (page, key) => {
  await page.tab.keyboard.down("Control");
  await page.tab.keyboard.press(key);
  await page.tab.keyboard.up("Control");
};

export default async (page) => {
  await openShop(page);
  await page.fill("#query", "level>=warn");
  await page.idle();
  await page.drop({ name: "late.log", text: line(0).repeat(50) });
  await page.idle(RECORDS + 50);
  assert.equal(await page.text("#counts"), "150 of 1,050", "the filter holds for what came later");

  await page.tab.evaluate(() => document.activeElement?.blur());
  // More than a browser hands on at once between its own processes.
  const pasted = 60_000;
  await copy(page, Array.from({ length: pasted }, (_, at) => line(at)).join(""));
  await chord(page, "v");
  await page.idle(RECORDS + 50 + pasted);

  await page.press("5");
  await page.click('.source[aria-label="late.log"] .source-remove');
  await page.idle(RECORDS + pasted);
  assert.deepEqual(Object.keys(await page.sources()), ["shop.jsonl", "pasted"]);
  await page.press("5");
  await page.click("#close-all");
  await page.until("the start screen", () => document.querySelector(".start"));
  await page.idle(0);

  const folder = await mkdtemp(join(tmpdir(), "squall-sources-"));
  const path = join(folder, "large.log");
  await writeFile(path, Array.from({ length: 1_000_000 }, (_, at) => line(at)).join(""));
  await page.drop({ name: "small.log", text: line(0).repeat(10) });
  await page.idle(10);
  // Stopped as soon as it can be: how fast a file is read differs.
  await page.tab.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("#stop")) return;
      observer.disconnect();
      document.querySelector("#stop").click();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.pick(path);
  await page.until("the file is known", () => document.querySelectorAll(".source-chip").length === 2);
  await page.idle();
  const read = Number(await page.tab.evaluate(() => document.documentElement.dataset.records));
  assert.ok(read >= 10 && read < 1_000_010, `${read} records`);
  assert.match((await page.sources())["large.log"], /stopped at/);
  await page.drop({ name: "more.log", text: line(0).repeat(5) });
  await page.idle(read + 5);
};
