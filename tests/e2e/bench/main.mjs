// The bench in the browser: the packed page and its peers on the same files, in one run.
//
//   cargo xtask bench [options] [FILE...]
//
// A file gets a table of its own (one_file.mjs). `--growth=FILE`, several times, are files of one kind
// that grow; `--huge=FILE` is opened once; `--flows`, or `--flows=NAME,NAME`, are the end-to-end flows,
// whose long tasks are told. `--yscope=FOLDER` and `--voyager=FOLDER` are viewers built beside Squall.
// Each part is printed as it is done, and written to the page of results that `--out` names.
//
// Medians of five warm runs with their spread; what a page does with its first file is said apart, as
// cold. Counts of all filters are checked against a count made here.
//
// Does not: judge; it prints what it measures beside what was aimed at.

import { mkdir } from "node:fs/promises";
import { open } from "../browser.mjs";
import { measureGrowth } from "./growth.mjs";
import { measureHuge } from "./huge.mjs";
import { measureFile } from "./one_file.mjs";
import { servePeers } from "./peers.mjs";
import { machineLine, writeResults } from "./results.mjs";
import { measureTasks } from "./tasks.mjs";
import { serveViewers } from "./viewers.mjs";

const RUNS = Number(process.env.SQUALL_RUNS ?? 5);
/** The driver waits this long for one answer of a page: a load of 10 GiB is one. */
const ANSWER_MILLIS_MAX = 45 * 60_000;

const folder = process.env.SQUALL_BENCH;
const given = process.argv.slice(2);
const values = (name) => given.filter((it) => it.startsWith(`--${name}=`)).map((it) => it.slice(name.length + 3));
const [program, peers, python, out, yscope, voyager] =
  ["browser", "peers", "python", "out", "yscope", "voyager"].map((name) => values(name).at(-1));
const chrome = program.replace(/^chrome=/, "");
const paths = given.filter((it) => !it.startsWith("--"));

await mkdir(folder, { recursive: true });
const bench = {
  browser: null,
  program: chrome,
  fresh: () => open("chrome", chrome, ANSWER_MILLIS_MAX),
  folder,
  runs: RUNS,
  python: python ?? "python3",
  peers: peers && (await servePeers(peers)),
  viewers: await serveViewers({ yscope, voyager }),
};

const parts = paths.map((path) => () => measureFile(bench, path));
const growing = values("growth");
if (growing.length > 0) parts.push(() => measureGrowth(bench, growing));
for (const path of values("huge")) parts.push(() => measureHuge(bench, path));
const flows = values("flows").flatMap((names) => names.split(","));
if (given.includes("--flows") || flows.length > 0) parts.push(() => measureTasks(bench, flows));

/** What the page says of itself. */
const buildOf = async (browser) => {
  const page = await browser.newPage("bench");
  await page.start();
  const build = await page.tab.evaluate(() => document.documentElement.dataset.build);
  await page.close();
  return build;
};

let machine;
let failed = 0;
for (const part of parts) {
  // A browser of its own for each part: what one left behind is nothing to the next.
  bench.browser = await bench.fresh();
  try {
    machine ??= await machineLine(await bench.browser.version(), await buildOf(bench.browser));
    const section = await part();
    console.log(`\n## ${section.title}\n\nMeasured ${machine}\n\n${section.text}`);
    if (out) await writeResults(out, [section], machine);
  } catch (error) {
    // What was measured before stands, and what comes after is measured.
    failed += 1;
    console.error(error);
  } finally {
    await bench.browser.close().catch(() => {});
  }
}
bench.peers?.close();
for (const viewer of bench.viewers) viewer.close();
process.exit(failed === 0 ? 0 : 1);
