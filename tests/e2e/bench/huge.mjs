// A file of 10 GiB, once: it opens, a filter counts right, its bursts are listed, the list scrolls.
//
// It takes long, so each minute says how far it is, and a run of half an hour is not given up.
//
// Does not: repeat anything; its figures are of one cold load.

import { stat } from "node:fs/promises";
import { MEBIBYTE, rendererBytes } from "../memory.mjs";
import { occurrencesIn } from "./counts.mjs";
import { measureFilters, measureScrolling, withLoaded } from "./squall.mjs";
import { Table } from "./table.mjs";

const FILTER = { name: "field", query: "status=503", text: '"status":503' };
const MEMORY_BYTES_MAX = 2.5e9;
/** How often memory is looked at, which holds the page up for a moment, and how often that is said. */
const LOOK_SECONDS = 5;
const SAID_EVERY_LOOKS = 12;

const seconds = (millis) => `${(millis / 1000).toFixed(1)} s`;
const mebibytes = (bytes) => `${Math.round(bytes / MEBIBYTE)} MiB`;

/** What the bursts panel shows: how many in its list, the note below it, and the words of the strongest. */
const burstsOf = async (page) => {
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("3");
  await page.idle();
  await page.until("bursts, or why there is none", () => document.querySelector("#bursts tbody tr, #calm"));
  await page.idle();
  const listed = await page.count("#bursts tbody tr");
  const notes = await page.texts("#bursts .panel-note");
  const strongest = (await page.texts("#bursts tbody tr:first-child td")).join(", ");
  await page.press("1");
  return { listed, notes, strongest };
};

/** The section of the file at `path`, each record of which is a line of JSON. */
export const measureHuge = async ({ browser }, path) => {
  const { size } = await stat(path);
  console.log(`  counting ${mebibytes(size)}`);
  const { lines: records, found } = await occurrencesIn(path, FILTER.text);
  const filters = [{ ...FILTER, count: found[0] }];
  const table = new Table();
  const note = (measure, value) => table.note(measure, "Squall", value);
  const task = { path, records, filters, note };
  const seen = { peak: 0, looks: 0, bursts: null, after: 0, total: 0 };
  const during = async (state, empty) => {
    const bytes = await rendererBytes(browser.pid());
    seen.peak = Math.max(seen.peak, bytes - empty);
    if (seen.looks++ % SAID_EVERY_LOOKS === 0) {
      console.log(`  ${seen.looks * LOOK_SECONDS} s: ${state.records ?? "?"} of ${records} records, ${mebibytes(bytes)} in all of the tab's processes`);
    }
  };
  await withLoaded(browser, task, { during, everyMillis: LOOK_SECONDS * 1_000 }, async (page, empty) => {
    seen.total = await rendererBytes(browser.pid());
    seen.after = seen.total - empty;
    seen.peak = Math.max(seen.peak, seen.after);
    seen.bursts = await burstsOf(page);
    await measureFilters(page, task);
    await measureScrolling(page, task);
    seen.peak = Math.max(seen.peak, (await rendererBytes(browser.pid())) - empty);
  });
  const name = size >= 10 * 1024 * MEBIBYTE * 0.99 ? "10 GiB, once" : `A large file, once`;
  return { title: `${name}: ${mebibytes(size)}, ${records} records`, text: told(table, seen, filters[0]) };
};

const told = (table, seen, filter) => {
  const of = (measure) => table.of(measure, "Squall");
  const { listed, notes, strongest } = seen.bursts;
  const rows = [
    ["first rows", seconds(of("first rows, cold"))],
    ["full index, with patterns", seconds(of("full index, cold"))],
    ["all panels settled", seconds(of("all panels settled, cold"))],
    ["memory beyond an empty tab, loaded", mebibytes(seen.after)],
    ["memory beyond an empty tab, at most while loading and after", mebibytes(seen.peak)],
    ["memory of all the tab's processes, loaded", mebibytes(seen.total)],
    [`filter \`${filter.query}\`, counted here too: ${filter.count} records`, seconds(of(`filter: ${filter.name}`))],
    ["all panels after the filter", seconds(of("all panels after a filter"))],
    ["bursts in the panel's list", [listed, ...notes].join("; ")],
    ["the strongest, as the panel's row says", strongest],
    ["frame while scrolling all rows, median, ms", of("frame while scrolling, median").toFixed(0)],
    ["frame while scrolling all rows, 95 of 100 within, ms", of("frame while scrolling, 95 of 100 within").toFixed(0)],
  ];
  const tasks = table.measures("longest task");
  const aims = [
    ["first rows under 300 ms, cold", `${of("first rows, cold").toFixed(0)} ms`, of("first rows, cold") < 300],
    ["at most 2.5 GB of memory for 10 GiB", `${(seen.peak / 1e9).toFixed(2)} GB`, seen.peak <= MEMORY_BYTES_MAX],
    ["its bursts are shown", `${listed}`, listed > 0],
    ["60 frames a second while scrolling", `${of("frame while scrolling, median").toFixed(0)} ms`, of("frame while scrolling, median") <= 17.5],
    ...tasks.map((measure) => [`${measure}: at most 50 ms`, `${of(measure).toFixed(0)} ms`, of(measure) <= 50]),
  ];
  const lines = (all) => all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return [
    lines([["", "Squall"], ["---", "---"], ...rows]),
    lines([["aim", "figure", ""], ["---", "---:", "---"], ...aims.map(([what, figure, met]) => [what, figure, met ? "met" : "not met"])]),
  ].join("\n\n");
};
