// Drives the packed page in real browsers: every flow of `flows/`, in each browser, from `file://`.
//
//   node run.mjs --browser=chrome=PROGRAM --browser=firefox=PROGRAM [flow …]
//
// A flow is a module with `export const name` and `export default async (page) => …`, where `page`
// is a `SquallPage` (page.mjs). It fails by throwing; what it returns is printed. After each flow the page must have made no
// network call and logged no error; a flow that expects errors says so with `page.expectError()`.
//
// Does not: build the page, retry a flow.

import { readdir } from "node:fs/promises";
import { open } from "./browser.mjs";

const FLOW_MILLIS_MAX = 120_000;

const argumentsGiven = process.argv.slice(2);
const browsers = argumentsGiven
  .filter((argument) => argument.startsWith("--browser="))
  .map((argument) => argument.slice("--browser=".length).split("="))
  .map(([kind, program]) => ({ kind, program }));
const only = argumentsGiven.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
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

let passed = 0;
let failed = 0;
for (const { kind, program } of browsers) {
  if (only && only !== kind) continue;
  const browser = await open(kind, program);
  console.log(`\n${await browser.version()}`);
  for (const flow of flows) {
    const began = performance.now();
    const page = await browser.newPage(flow.id);
    try {
      const note = await within(flow.default(page), flow.millisMax ?? FLOW_MILLIS_MAX);
      page.assertClean();
      passed += 1;
      const millis = Math.round(performance.now() - began);
      console.log(`  ok    ${flow.name} (${millis} ms)${note ? `: ${note}` : ""}`);
    } catch (error) {
      failed += 1;
      console.log(`  FAIL  ${flow.name}\n${String(error.stack ?? error).replace(/^/gm, "        ")}`);
      for (const line of page.heard()) console.log(`        ${line}`);
      await page.shot("failed").catch(() => {});
    } finally {
      await page.close().catch(() => {});
    }
  }
  await browser.close();
}
console.log(`\ne2e: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
