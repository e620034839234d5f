// Files that are not as they should be: each is named with what is odd, the others stay, no line is lost.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const name = "odd files are named, and the others stay";

const line = (at) => `2026-03-01T14:00:${String(at % 60).padStart(2, "0")}Z INFO worker ${at} is done\n`;
const lines = (count) => Array.from({ length: count }, (_, at) => line(at)).join("");
const HTML = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';

/** Bytes that look like nothing, the same each time. */
const noise = (bytes) => {
  let seed = 1;
  const next = () => (seed = (seed * 48271) % 2147483647) & 255;
  return Buffer.from(Array.from({ length: bytes }, next));
};

const FILES = {
  "empty.log": "",
  "one-line.log": `2026-03-01T14:00:00Z INFO ${"x".repeat(100 * 1024 * 1024)}`,
  "no-newline.log": lines(10).trimEnd(),
  "crlf.log": lines(10).replaceAll("\n", "\r\n"),
  "broken.log": Buffer.from(lines(10).replaceAll("done", "caf\xc3\xa9 na\xc3\xafve d\xffne"), "latin1"),
  "nul.log": lines(10).replaceAll("done", "d\0ne"),
  "binary.log": noise(200_000),
  "cut.log.gz": (() => {
    const packed = gzipSync(Buffer.from(lines(20_000)));
    return packed.subarray(0, packed.length / 2);
  })(),
  "html.log": `2026-03-01T14:00:00Z ERROR ${HTML}\n`,
  "good.log": lines(1_000),
};

export default async (page) => {
  const folder = await mkdtemp(join(tmpdir(), "squall-bad-input-"));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, name), content);
  await page.start();
  await page.pick(...Object.keys(FILES).map((name) => join(folder, name)));
  await page.until("all read", (count) => {
    const { idle } = document.documentElement.dataset;
    return idle === "1" && document.querySelectorAll(".source-chip-name").length >= count;
  }, Object.keys(FILES).length);
  // Reading a hundred megabytes takes its time; the page stays usable meanwhile.
  await page.idle();

  await page.press("5");
  const search = await page.tab.$('[aria-label="search sources"]');
  assert.ok(search, "more sources than unfolded cards have a search");
  await page.press("1");
  const said = await page.sources();
  const says = (name, words) => assert.match(said[name], words, `${name}: ${said[name]}`);
  says("empty.log", /the file is empty/);
  says("one-line.log", /1 record · 105 MB; lines longer/);
  says("no-newline.log", /10 records/);
  says("crlf.log", /10 records .*; the same content as no-newline.log$/);
  says("broken.log", /10 records .*not UTF-8/);
  says("nul.log", /10 records .*NUL/);
  says("binary.log", /binary|not UTF-8|not read/i);
  says("cut.log.gz", /ends early/);
  says("good.log", /1,000 records .*; $/);

  await page.fill("#query", "onerror");
  await page.idle();
  assert.equal(await page.text(".event-row .event-message"), HTML);
  assert.equal(await page.tab.evaluate(() => window.ran), undefined, "log text never runs");
  await page.shot("light");
};
