// A log that is still written is dropped and followed: what comes is in the list, the counts and the
// bursts; a file that is replaced is named. Where a browser gives no handle to a file, that is said.

import assert from "node:assert/strict";
import { appendFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "a log that is still written is followed";

const START = Date.UTC(2026, 4, 14, 9);
const line = (second, level, words) =>
  `${new Date(START + second * 1000).toISOString()} ${level} ${words}\n`;

/** One order a second. */
const orders = (from, to) =>
  Array.from({ length: to - from }, (_, at) => line(from + at, "INFO", `order ${from + at} is on its way`)).join("");

const SECONDS = 900;

/** Drops a real file, as a person does. */
const dropFile = async (page, path) => {
  const session = await page.tab.createCDPSession();
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  }
  await session.detach();
};

const toSources = async (page) => {
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("5");
  await page.until("the card", () => document.querySelector(".source"));
};

const toEvents = (page) => page.press("1");

/** Firefox: the switch is not there, and why. */
const unsupported = async (page, path) => {
  await page.pick(path);
  await page.idle(SECONDS);
  await toSources(page);
  assert.equal(await page.count(".source-follow"), 0);
  assert.match(await page.text(".sources-tail"), /cannot be followed.*this browser/);
};

export default async (page) => {
  const folder = await mkdtemp(join(tmpdir(), "squall-tail-"));
  const path = join(folder, "shop.log");
  await writeFile(path, orders(0, SECONDS));
  await page.start();
  if (page.kind === "firefox") return unsupported(page, path);

  await dropFile(page, path);
  await page.idle(SECONDS);
  await toSources(page);
  assert.equal(await page.count(".sources-tail"), 0);
  await page.click(".source-follow");
  await page.until("it is followed", () => document.querySelector(".source-came")?.textContent.includes("nothing came"));

  // The list stands at its end, and stays there; the last line is cut in the middle at first.
  await toEvents(page);
  await page.press("G");
  await page.idle();
  const more = orders(SECONDS, SECONDS + 100);
  await appendFile(path, more.slice(0, -20));
  await page.idle(SECONDS + 100);
  await page.until("the cut line", () => document.querySelector("#events")?.textContent.includes("order 998 is on its way"));
  await appendFile(path, more.slice(-20));
  await page.until("the whole line", () => document.querySelector("#events")?.textContent.includes("order 999 is on its way"));
  await page.idle(SECONDS + 100);

  // A filter that holds is followed too.
  await page.fill("#query", "level=error");
  await page.press("Escape");
  await page.idle();
  const matching = () => page.tab.evaluate(() => Number(document.documentElement.dataset.matching));
  assert.equal(await matching(), 0);
  const from = SECONDS + 100;
  const failing = Array.from({ length: 400 }, (_, at) => line(from + at / 10, "ERROR", `cannot store cart ${at}: disk full`));
  await appendFile(path, failing.join("") + orders(from + 40, from + 400));
  await page.idle(from + 400 + 360);
  assert.equal(await matching(), 400);
  await page.shot("filter");

  // A burst that came is found.
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("3");
  await page.until("the burst", () => document.querySelector("#bursts tbody tr"));
  await page.shot("burst");
  await toSources(page);
  assert.match(await page.text(".source-came"), /followed, 860 records/);
  await page.shot("light");

  // A log that is written all the time is followed too.
  let written = 0;
  const writing = setInterval(() => appendFile(path, line(from + 400, "INFO", `step ${written++}`)), 7);
  await page.until("what is written all the time", () => Number(document.documentElement.dataset.records) > 2_000);
  clearInterval(writing);
  await new Promise((done) => setTimeout(done, 50));
  await page.idle(from + 400 + 360 + written);

  // Rotated: another file of its name.
  await writeFile(path, orders(5_000, 5_010));
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("shop.log"));
  assert.match((await page.sources())["shop.log"], /the file changed/);
  await toSources(page);
  assert.equal(await page.count(".source-follow"), 0, "it is followed no longer");
  await page.shot("rotated");
  await page.click(".source-anew");
  await page.idle(10);
  await page.until("the switch again", () => document.querySelector(".source-follow"));

  // Those in a folder can be followed as well, all by one key.
  await page.closeAll();
  await writeFile(join(folder, "till.log"), orders(0, 5));
  await dropFile(page, folder);
  await page.idle(15);
  await page.press("!");
  await appendFile(join(folder, "till.log"), orders(5, 7));
  await page.idle(17);
};
