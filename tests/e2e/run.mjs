// Drives the packed page in real browsers: every flow of `flows/`, in each browser, from `file://`.
//
//   node run.mjs --browser=chrome=PROGRAM --browser=firefox=PROGRAM [--long-tasks=FILE] [flow …]
//
// A flow is a module with `export const name` and `export default async (page) => …`, where `page`
// is a `SquallPage` (page.mjs). It fails by throwing; what it returns is printed. After each flow, and
// again when its tab is closed, the page must have made no network call and logged no error, which no
// flow can leave out; a flow that expects errors says so with `page.expectError()`.
// A flow that fails is run twice more in a new browser, and must pass both times: then it is called
// shaky, with what it threw, which is a fault to be found though not in what is tested.
//
// With `--long-tasks` the longest task of each flow's main thread is written to a file, as JSON: a list
// of `{ id, name, verdict, longTasks }`. Chromium alone tells them.
//
// Does not: build the page.

import { readdir, writeFile } from "node:fs/promises";
import { open } from "./browser.mjs";
import { watchLongTasks } from "./long_tasks.mjs";

const FLOW_MILLIS_MAX = 240_000;

const argumentsGiven = process.argv.slice(2);
const browsers = argumentsGiven
  .filter((argument) => argument.startsWith("--browser="))
  .map((argument) => argument.slice("--browser=".length).split("="))
  .map(([kind, program]) => ({ kind, program }));
const value = (name) => argumentsGiven.find((it) => it.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = value("only");
const longTasksFile = value("long-tasks");
const wanted = argumentsGiven.filter((argument) => !argument.startsWith("--"));

const within = (promise, millis) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${millis / 1000} s`)), millis);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const flows = [];
for (const file of (await readdir(new URL("flows/", import.meta.url))).sort()) {
  if (!file.endsWith(".mjs")) continue;
  const flow = await import(new URL(`flows/${file}`, import.meta.url));
  const id = file.replace(/\.mjs$/, "");
  if (wanted.length === 0 || wanted.includes(id)) flows.push({ id, ...flow });
}

/** Runs a flow in a tab of its own: what it threw and what the page said then, or what it returned. */
const run = async (browser, flow) => {
  const began = performance.now();
  const page = await browser.newPage(flow.id);
  const longTasks = longTasksFile && page.kind === "chrome" ? await watchLongTasks(page) : async () => [];
  try {
    const note = await within(flow.default(page), flow.millisMax ?? FLOW_MILLIS_MAX);
    page.assertClean();
    const told = await longTasks();
    await page.close();
    page.assertClean(); // what a page does as it ends counts too
    return { said: `(${Math.round(performance.now() - began)} ms)${note ? `: ${note}` : ""}`, longTasks: told };
  } catch (error) {
    await page.shot("failed").catch(() => {});
    const lines = [String(error.stack ?? error), ...page.heard()].join("\n");
    return { thrown: lines.replace(/^/gm, "        ") };
  } finally {
    await page.close().catch(() => {});
  }
};

const counts = { ok: 0, shaky: 0, FAIL: 0 };
const told = [];
for (const { kind, program } of browsers) {
  if (only && only !== kind) continue;
  let browser = await open(kind, program);
  console.log(`\n${await browser.version()}`);
  for (const flow of flows) {
    let { said, thrown, longTasks } = await run(browser, flow);
    let verdict = "ok";
    if (thrown) {
      await browser.close().catch(() => {});
      browser = await open(kind, program);
      const again = [await run(browser, flow), await run(browser, flow)];
      verdict = again.some((it) => it.thrown) ? "FAIL" : "shaky";
      longTasks = again.find((it) => it.longTasks)?.longTasks;
    }
    told.push({ id: flow.id, name: flow.name, verdict, longTasks });
    counts[verdict] += 1;
    console.log(`  ${verdict.padEnd(5)} ${flow.name} ${said ?? `\n${thrown}`}`);
  }
  await browser.close();
}
if (longTasksFile) await writeFile(longTasksFile, JSON.stringify(told));
console.log(`\ne2e: ${counts.ok} passed, ${counts.shaky} shaky, ${counts.FAIL} failed`);
process.exit(counts.FAIL === 0 && counts.ok > 0 ? 0 : 1);
