// Measures the packed page in Chromium: 100 MiB of JSON lines, five runs, medians with their spread.
// Warm means a page that has read the file before (the browser has compiled the module for speed);
// the first load of a new page is said apart, as cold.
//
//   cargo xtask bench [FILE]
//
// In one run: the start, reading the file alone (the floor), time to the first rows, to the full index
// (time, level, fields and shape of every record), until all panels are settled, filters (their counts
// checked against a count made here) and all that depends on them, memory of the renderer, and the
// longest task of the main thread while the page loads, filters and scrolls; then loading again as on
// a machine of one core.
//
// Does not: judge; it prints what it measures.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";
import { rendererBytes } from "./memory.mjs";

const RUNS = Number(process.env.SQUALL_RUNS ?? 5);
const FLOOR_PAGE = `<!doctype html><input type="file" id="pick"><script>
const code = \`onmessage = ({ data: [file, start, end] }) => {
  const reader = new FileReaderSync();
  for (let at = start; at < end; at += 8388608) {
    reader.readAsArrayBuffer(file.slice(at, Math.min(end, at + 8388608)));
  }
  postMessage(0);
}\`;
const address = URL.createObjectURL(new Blob([code]));
const part = (file, start, end) => new Promise((done) => {
  const worker = new Worker(address);
  worker.onmessage = () => { worker.terminate(); done(); };
  worker.postMessage([file, start, end]);
});
window.readAlone = async () => {
  const [file] = document.getElementById("pick").files;
  const began = performance.now();
  const half = Math.floor(file.size / 2);
  await Promise.all([part(file, 0, half), part(file, half, file.size)]);
  return performance.now() - began;
};
</script>`;

const FLOOR = "reading the file alone, two workers";
const folder = process.env.SQUALL_BENCH;
const given = process.argv.slice(2);
const program = given.find((argument) => argument.startsWith("--browser=chrome=")).split("=")[2];
const path = given.find((argument) => !argument.startsWith("--")) ?? join(folder, "json-lines.jsonl");

const lines = (await readFile(path, "latin1")).split("\n").filter((line) => line !== "");
const insensitive = (word) => (line) => line.toLowerCase().includes(word);
const FILTERS = [
  { name: "literal (rare)", query: '"upstream stock-7 "', holds: insensitive("upstream stock-7 ") },
  { name: "literal (common)", query: '"order"', holds: insensitive("order") },
  { name: "case-insensitive literal", query: "TIMED", holds: insensitive("timed") },
  { name: "regular expression", query: "/web-[0-4].*status\":50[0-9]/", holds: (line) => /web-[0-4].*status":50[0-9]/.test(line) },
  { name: "field", query: "status=503", holds: (line) => JSON.parse(line).status === 503 },
  { name: "level and text", query: "level>=warn order", holds: (line) => /"level":"(warn|error|fatal)"/.test(line) && insensitive("order")(line) },
].map((filter) => ({ ...filter, count: lines.filter(filter.holds).length }));
const records = lines.length;
lines.length = 0;

/** Runs in the page before its own script: keeps long tasks, and when what was first seen. */
const watch = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
  window.seen = (test) => new Promise((done) => {
    const look = () => (test() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  });
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const figure = (values, unit = "ms") => {
  const round = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toString());
  return `${round(median(values))} ${unit} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
};
const rows = new Map();
const note = (name, value) => rows.set(name, [...(rows.get(name) ?? []), value]);
const longest = (page) => page.tab.evaluate(() => {
  const longest = Math.max(0, ...window.longTasks);
  window.longTasks.length = 0;
  return longest;
});

const measureLoad = async (page, kind) => {
  await longest(page);
  await page.tab.evaluate((records) => {
    const began = new Promise((done) => {
      document.addEventListener("change", () => done(performance.now()), { capture: true, once: true });
    });
    window.loading = began.then(async (start) => {
      const rows = window.seen(() => document.querySelector(".event-row[data-rank]"));
      const { dataset } = document.documentElement;
      const index = window.seen(() => dataset.records === String(records));
      return { start, rows: await rows, index: await index };
    });
  }, records);
  await page.pick(path);
  await page.idle(records);
  const times = await page.tab.evaluate(async () => {
    const { start, rows, index } = await window.loading;
    return { rows: rows - start, index: index - start, settled: performance.now() - start };
  });
  note(`first rows, ${kind}`, times.rows);
  note(`full index, ${kind}`, times.index);
  note(`patterns, bursts and all panels settled, ${kind}`, times.settled);
  note(`longest task while loading, ${kind}`, await longest(page));
};

const measureFilters = async (page) => {
  for (const { name, query, count } of FILTERS) {
    const took = await page.tab.evaluate(async (query, count) => {
      const input = document.getElementById("query");
      const { dataset } = document.documentElement;
      const began = performance.now();
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
      setter.call(input, query);
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error(`${query}: ${dataset.matching} instead of ${count}`)), 20_000));
      const seen = (await Promise.race([window.seen(() => dataset.matching === String(count)), late])) - began;
      return { seen, settled: (await window.seen(() => dataset.idle === "1")) - began };
    }, query, count);
    note(`filter: ${name}, ${count} hits`, took.seen);
    note("all panels after a filter", took.settled);
    await page.idle(records);
  }
  note("longest task while filtering", await longest(page));
};

const measureScroll = async (page) => {
  await page.fill("#query", "level>=trace");
  await page.idle(records);
  await longest(page);
  const frames = await page.tab.evaluate(async () => {
    const list = document.querySelector("#events");
    const gaps = [];
    let last = performance.now();
    for (let step = 0; step < 120; step++) {
      list.scrollTop = (list.scrollHeight - list.clientHeight) * (step / 120);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps;
  });
  note("frame while scrolling, median", median(frames));
  note("longest task while scrolling", await longest(page));
};

await mkdir(folder, { recursive: true });
const floorPath = join(folder, "floor.html");
await writeFile(floorPath, FLOOR_PAGE);
const browser = await open("chrome", program);
console.log(`${await browser.version()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`);
console.log(`${path}: ${records} records; medians of ${RUNS} warm runs (least to most)\n`);
for (let run = 0; run <= RUNS; run++) {
  const floor = await browser.newPage("bench");
  await floor.tab.goto(pathToFileURL(floorPath).href);
  await (await floor.tab.$("#pick")).uploadFile(path);
  note(FLOOR, await floor.tab.evaluate(() => window.readAlone()));
  await floor.close();
}
rows.get(FLOOR).shift(); // the file was not yet in memory
for (let run = 0; run <= RUNS; run++) {
  const opened = await browser.newPage("bench");
  await opened.start();
  note("start screen ready, since the navigation began", opened.startMillis);
  note("workers ready", await opened.tab.evaluate(() => performance.now()));
  await opened.close();
}
const page = await browser.newPage("bench");
await page.tab.evaluateOnNewDocument(watch);
await page.start();
await measureLoad(page, "cold");
for (let run = 0; run < RUNS; run++) {
  await page.closeAll();
  await measureLoad(page, "warm");
  await measureFilters(page);
  await measureScroll(page);
  note("renderer memory, MiB", (await rendererBytes(browser.pid())) / 2 ** 20);
}
page.assertClean();
await page.close();
const single = await browser.newPage("bench");
await single.tab.evaluateOnNewDocument(watch);
await single.tab.evaluateOnNewDocument(() => {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 1 });
});
await single.start();
await measureLoad(single, "cold, one worker");
for (let run = 0; run < RUNS; run++) {
  await single.closeAll();
  await measureLoad(single, "warm, one worker");
}
await browser.close();
for (const [name, values] of rows) {
  console.log(`${name.padEnd(52)} ${figure(values, name.includes("MiB") ? "MiB" : "ms")}`);
}
const ratio = median(rows.get("full index, warm")) / median(rows.get(FLOOR));
console.log(`\nfull index is ${ratio.toFixed(1)} times the reading alone`);
const millions = records / 1_000 / median(rows.get("full index, warm, one worker"));
console.log(`one worker reads ${millions.toFixed(2)} million lines a second, patterns included`);
