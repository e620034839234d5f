// The cards of the Sources panel: rotated files are one source with its parts; a colour is chosen; a
// clock that shared ids show to be wrong is put right; a format is exported and imported again.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const name = "sources are joined, coloured, put right and read by a format that was imported";

const pad = (number, width = 2) => String(number).padStart(width, "0");

/** One line with an id that the other source has too. */
const line = (at, millis, words) => {
  const time = new Date(Date.UTC(2026, 4, 14, 9, 0, at) + millis).toISOString();
  return `${time} INFO ${words} trace_id=7f3a9c${pad(at, 4)}b2d1\n`;
};
const lines = (from, to, millis, words) =>
  Array.from({ length: to - from }, (_, at) => line(from + at, millis, words)).join("");

/** The stock's clock is two seconds slow. */
const FILES = [
  { name: "gateway.log", text: lines(40, 60, 0, "request") },
  { name: "gateway.log.1", text: lines(20, 40, 0, "request") },
  { name: "gateway.log.2", text: lines(0, 20, 0, "request") },
  { name: "stock.log", text: lines(5, 55, -2_000, "reserve") },
  { name: "till.txt", text: "A7;01.03.26;09h00m09;W;drawer is open\nA7;01.03.26;09h00m10;E;drawer is stuck\n" },
];
const RECORDS = 20 + 20 + 20 + 50;

const card = (file, rest = "") => `.source[aria-label="${file}"] ${rest}`;

const toSources = async (page) => {
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("5");
  await page.until("the cards", () => document.querySelector(".source"));
};

export default async (page) => {
  await page.start();
  await page.drop(...FILES);
  await page.until("all files", () => Number(document.documentElement.dataset.records) >= 110);
  await page.idle();
  await toSources(page);
  await page.until("the parts", () => document.querySelector(".source-parts"));
  const parts = await page.texts(card("gateway.log", ".source-part-name"));
  assert.deepEqual(parts, ["gateway.log.2", "gateway.log.1", "gateway.log"], "the oldest first");
  assert.match(await page.text(card("gateway.log", ".source-state")), /60 records/);
  assert.equal(await page.count(".source-chip"), 3, "one chip for the three files");

  await coloured(page);
  await clock(page);
  await page.shot("cards");
  await carried(page);
  return `${RECORDS} records of logs, and the till's`;
};

/** A colour is chosen; the chip has it too. */
const coloured = async (page) => {
  await page.click(card("stock.log", '.source-colour[aria-label="colour 6"]'));
  await page.until("the colour", () =>
    [...document.querySelectorAll(".source-chip")].some(
      (chip) => chip.textContent.includes("stock.log") && chip.querySelector(".source-dot-5"),
    ),
  );
};

/** The ids that both sources have suggest how much the clock is off. */
const clock = async (page) => {
  await page.until("the suggestion", () => document.querySelector(".source-suggestion"));
  assert.match(await page.text(card("stock.log", ".source-suggestion")), /of the same ids appear about 2 s earlier here/);
  await page.click(card("stock.log", ".source-suggestion .button"));
  await page.until("the shift on the chip", () =>
    document.querySelector(".source-chips").textContent.includes("clock +2 s"),
  );
  await page.until("nothing to suggest", () => !document.querySelector(".source-suggestion"));
  await page.idle();
};

/** A format is made and exported; what was saved reads the source when it is imported. */
const carried = async (page) => {
  await page.tab.evaluate(() => {
    // A file that the page hands to the browser is kept here instead of on the disk.
    const address = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      window.saved = file;
      return address.call(URL, file);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  await page.click(card("till.txt", ".source-own"));
  await page.fill("#own-name", "drawer");
  await page.fill("#own-pattern", "(?<till>\\w+);(?<time>[^;]+;[^;]+);(?<level>\\w);(?<message>.*)");
  await page.fill("#own-time", "%d.%m.%y;%Hh%Mm%S");
  await page.until("two times", () => document.querySelector("#own-sum")?.textContent.includes("2 with a time"));
  await page.click(".own-format ::-p-text(Export)");
  await page.until("the file", () => window.saved);
  const saved = await page.tab.evaluate(async () => [window.saved.name, await window.saved.text()]);
  assert.equal(saved[0], "drawer.squall-format.json");
  assert.match(saved[1], /"squall_format": 1/);
  await page.press("Escape");
  await page.until("no dialog", () => !document.querySelector("#own-name"));

  const path = join(await mkdtemp(join(tmpdir(), "squall-format-")), saved[0]);
  await writeFile(path, saved[1]);
  await page.click(card("till.txt", ".source-own"));
  await page.until("the dialog", () => document.querySelector("#own-name"));
  const input = await page.tab.waitForSelector("#own-import");
  await input.uploadFile(path);
  await page.until("the name", () => document.querySelector("#own-name")?.value === "drawer");
  await page.until("two times", () => document.querySelector("#own-sum")?.textContent.includes("2 with a time"));
  await page.click("#own-apply");
  await page.until("the format's name", () => document.querySelector(".source-chips").textContent.includes("drawer ·"));
  await page.idle(RECORDS + 2);
};
