// A tar.gz with five sources of different formats, zones and encodings opens merged in the right order;
// a zone is changed and the order follows; a format is made for the one that none fits.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const name = "an archive of five formats, zones and encodings is one timeline";

const BLOCK_BYTES = 512;

/** A tar of `[name, bytes]`, in the layout of POSIX ustar. */
const tar = (files) => {
  const blocks = files.flatMap(([name, bytes]) => {
    const header = Buffer.alloc(BLOCK_BYTES);
    header.write(name, 0);
    header.write(bytes.length.toString(8).padStart(11, "0"), 124);
    header.write("0", 156);
    header.write("ustar\0", 257);
    header.fill(" ", 148, 156);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc((BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]);
};

const lines = (...all) => `${all.join("\n")}\n`;
const utf16 = (text) => Buffer.from(`\ufeff${text}`, "utf16le");
const latin1 = (text) => Buffer.from(text, "latin1");

/** What happened, in order: each source tells a part of it in its own way. */
const FILES = [
  // JSON lines in UTC.
  [
    "gateway.jsonl",
    Buffer.from(
      lines(
        '{"ts":"2026-03-01T09:00:01Z","level":"info","msg":"1 checkout begins"}',
        '{"ts":"2026-03-01T09:00:08Z","level":"error","msg":"8 checkout fails"}',
      ),
    ),
  ],
  // An access log with its offset in each time.
  [
    "access.log",
    Buffer.from(
      lines(
        '192.0.2.7 - - [01/Mar/2026:10:00:02 +0100] "GET /2 HTTP/1.1" 200 12 "-" "curl"',
        '192.0.2.7 - - [01/Mar/2026:10:00:07 +0100] "GET /7 HTTP/1.1" 503 12 "-" "curl"',
      ),
    ),
  ],
  // Windows: UTF-16, and no zone.
  [
    "service.log",
    utf16(
      lines("2026-03-01 09:00:03,000 INFO 3 Zürich is asked", "2026-03-01 09:00:06,000 WARN 6 Zürich is late"),
    ),
  ],
  // Latin-1, a syslog in its own zone.
  [
    "mail.log",
    latin1(lines("2026-03-01T14:30:04+05:30 mx1 postfix[7]: 4 für alle", "2026-03-01T14:30:05+05:30 mx1 postfix[7]: 5 für eine")),
  ],
  // A format that nobody else has.
  ["till.txt", Buffer.from(lines("A7;01.03.26;09h00m09;W;9 drawer is open", "A7;01.03.26;09h00m10;E;10 drawer is stuck"))],
];

/** The numbers in the rows tell the order in which it happened; a row that is not understood has none. */
const order = async (page) => {
  await page.press("1");
  await page.until("the rows", () => document.querySelector(".event-row"));
  const numbers = (rows) =>
    rows.map((row) => Number(/(?:^|[ /])(\d+)(?: |$)/.exec(row.querySelector(".event-message").textContent)?.[1]));
  return (await page.tab.$$eval(".event-row", numbers)).filter((number) => number > 0);
};

const card = (file, rest) => `.source[aria-label="case.tar.gz/${file}"] ${rest}`;

/** Sets a field of a card, and waits until the source is read again. */
const set = async (page, file, field, value) => {
  await page.press("5");
  await page.fill(card(file, `input[aria-label="${field}"]`), value);
  await page.press("Tab");
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.idle();
};

export default async (page) => {
  const folder = await mkdtemp(join(tmpdir(), "squall-archive-"));
  const path = join(folder, "case.tar.gz");
  await writeFile(path, gzipSync(tar(FILES)));
  await page.start();
  await page.pick(path);
  await page.until("ten records", () => document.documentElement.dataset.records === "10");
  await page.idle(10);

  const encodings = await sourcesFacts(page);
  assert.match(encodings["service.log"], /UTF-16/);
  assert.match(encodings["mail.log"], /Windows-1252|Latin-1/);

  // The service's clock was in Berlin: at first it comes an hour late.
  await set(page, "service.log", "zone of times that name none", "Europe/Berlin");
  const early = await order(page);
  assert.deepEqual(early.slice(0, 2), [3, 6], "read as Berlin it comes an hour before all others");
  await set(page, "service.log", "zone of times that name none", "UTC");
  assert.deepEqual((await order(page)).slice(0, 8), [1, 2, 3, 4, 5, 6, 7, 8], "merged in order");
  await page.shot("merged");

  // Two seconds and a half are added to one clock, and taken back.
  await set(page, "mail.log", "added to every time", "+2.5 s");
  assert.deepEqual((await order(page)).slice(0, 8), [1, 2, 3, 6, 4, 7, 5, 8], "the clock is corrected");
  await page.until("the chip", () => document.querySelector(".source-chips").textContent.includes("clock +2.5 s"));
  await page.until("the link's clock", () => location.hash.includes("src=shift:2500000000"));
  await set(page, "mail.log", "added to every time", "");

  await ownFormat(page);
  assert.deepEqual(await order(page), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "all ten in order");
  await page.shot("own-format");
};

/** Makes a format for the file that none fits; a mistake is said with its place first. */
const ownFormat = async (page) => {
  await page.press("5");
  await page.click(card("till.txt", ".source-own"));
  await page.until("the first try", () => document.querySelector("#own-sum"));
  const place = () => page.tab.$eval("#own-pattern", (field) => field.getBoundingClientRect().y);
  const before = await place();
  await page.fill("#own-name", "till");
  await page.fill("#own-pattern", "(?<till>\\w+");
  await page.until("the mistake", () => document.querySelector(".own-mistake")?.textContent.includes("unclosed group"));
  assert.equal(await place(), before, "what is typed into stays where it is");
  await page.fill("#own-pattern", "(?<till>\\w+);(?<time>[^;]+;[^;]+);(?<level>\\w);(?<message>.*)");
  await page.fill("#own-time", "%d.%m.%y;%Hh%Mm%S");
  await page.until("two times", () => document.querySelector("#own-sum")?.textContent.startsWith("2 of the first 2 lines fit, 2 with a time"));
  await page.shot("dialog");
  await page.click("#own-apply");
  await page.until("the format's name", () => document.querySelector(".source-chips").textContent.includes("till ·"));
  await page.idle(10);
  await page.tab.evaluate(() => document.activeElement?.blur());
};

/** What the cards say, by the file's name. */
const sourcesFacts = async (page) => {
  await page.press("5");
  await page.until("the cards", () => document.querySelectorAll(".source").length === 6);
  const facts = (cards) => cards.map((card) => [card.getAttribute("aria-label").split("/").at(-1), card.textContent]);
  return Object.fromEntries(await page.tab.$$eval(".source", facts));
};
