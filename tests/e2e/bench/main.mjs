// The bench in the browser: the packed page and its peers on the same files, in one run, one table a file.
//
//   cargo xtask bench [FILE...]
//
// Medians of five warm runs with their spread; what a page does with its first file is said apart, as
// cold. Counts of all filters are checked against a count made here. Without files it takes the
// generated ones and writes `benches/RESULTS.md`.
//
// Does not: judge; it prints what it measures beside what was aimed at.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { basename, join } from "node:path";
import { open } from "../browser.mjs";
import { aims } from "./aims.mjs";
import { filtersOf } from "./filters.mjs";
import { measureFloor } from "./floor.mjs";
import { measureNative } from "./native.mjs";
import { PEERS, measurePeer, servePeers } from "./peers.mjs";
import { measureOneWorker, measureSquall } from "./squall.mjs";
import { Table } from "./table.mjs";

const RUNS = Number(process.env.SQUALL_RUNS ?? 5);
const MEBIBYTE = 2 ** 20;
const folder = process.env.SQUALL_BENCH;
const given = process.argv.slice(2);
const value = (name) => given.find((it) => it.startsWith(`--${name}=`))?.slice(name.length + 3);
const program = value("browser").replace(/^chrome=/, "");
const peers = value("peers");
const paths = given.filter((it) => !it.startsWith("--"));

/** The heading of what people write below the figures. */
const CONCLUDED = "## What comes next";

const RIPGREP = /^ripgrep/;

const measure = async (browser, served, path) => {
  const lines = (await readFile(path, "latin1")).split("\n").filter((line) => line !== "");
  const filters = filtersOf(path, lines);
  const task = { path, lines: lines.length, filters, runs: RUNS };
  const bytes = (await readFile(path)).length;
  lines.length = 0;
  const table = new Table();
  const programs = new Set();
  const noted = (column) => (measure, value) => table.note(measure, column, value);
  await measureSquall(browser, { ...task, note: noted("Squall") });
  await measureOneWorker(browser, { ...task, note: noted("Squall") });
  await measureFloor(browser, folder, { ...task, note: noted("reading alone") });
  for (const peer of PEERS.filter((peer) => served && peer.reads(path))) {
    const page = await browser.newPage("bench");
    await measurePeer(page.tab, served.host + peer.page, { ...task, note: noted(peer.name) });
    await page.close();
  }
  const native = (program, measure, value) => {
    programs.add(program);
    table.note(measure, program, value);
  };
  measureNative({ ...task, python: value("python") ?? "python3", note: native });
  const ripgrep = [...programs].find((name) => RIPGREP.test(name));
  const megabytes = bytes / MEBIBYTE;
  return [
    `## ${basename(path)}: ${megabytes.toFixed(0)} MiB, ${task.lines} records`,
    `Milliseconds, medians of ${RUNS} (least to most).`,
    table.markdown(),
    aims(table, { megabytes, ripgrep }),
  ].join("\n\n");
};

await mkdir(folder, { recursive: true });
const browser = await open("chrome", program);
const served = peers && (await servePeers(peers));
const machine = `${await browser.version()}, ${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
const parts = ["# Results of the bench", "`cargo xtask bench` wrote this.", machine];
console.log(machine);
for (const path of paths) {
  const part = await measure(browser, served, path);
  console.log(`\n${part}`);
  parts.push(part);
}
await browser.close();
served?.close?.();
const out = value("out");
if (out) {
  // What people concluded from the figures stays until they conclude something else.
  const before = await readFile(out, "utf8").catch(() => "");
  const concluded = before.indexOf(CONCLUDED);
  if (concluded >= 0) parts.push(before.slice(concluded).trim());
  await writeFile(out, `${parts.join("\n\n")}\n`);
}
