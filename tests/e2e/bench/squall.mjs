// The packed page in a tab: loading, filtering, scrolling, memory.
//
// Warm means a page that has read the file before (the browser has compiled the module for speed);
// the first load of a new page is said apart, as cold.
//
// Does not: judge.

import { MEBIBYTE, rendererBytes } from "../memory.mjs";
import { SEEN } from "./seen.mjs";

/** How long work may take on a file of many gigabytes. */
const IDLE_MILLIS_MAX = 40 * 60_000;

/** Runs in the page before its own script: keeps long tasks. */
const watch = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
};

const longest = (page) => page.tab.evaluate(() => {
  const longest = Math.max(0, ...window.longTasks);
  window.longTasks.length = 0;
  return longest;
});

const load = async (page, { path, records, note }, kind) => {
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
  note(`all panels settled, ${kind}`, times.settled);
  note(`longest task of the main thread, loading ${kind}`, await longest(page));
};

const filter = async (page, { records, filters, note }) => {
  for (const { name, query, count } of filters) {
    await page.fill("#query", ""); // else the same count as before would be taken for the answer
    await page.idle(records);
    const took = await page.tab.evaluate(async (query, count, millisMax) => {
      const input = document.getElementById("query");
      const { dataset } = document.documentElement;
      const began = performance.now();
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
      setter.call(input, query);
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error(`${query}: ${dataset.matching} instead of ${count}`)), millisMax));
      const seen = (await Promise.race([window.seen(() => dataset.matching === String(count)), late])) - began;
      return { seen, settled: (await window.seen(() => dataset.idle === "1")) - began };
    }, query, count, IDLE_MILLIS_MAX);
    note(`filter: ${name}`, took.seen);
    note("all panels after a filter", took.settled);
    await page.idle(records);
  }
  note("longest task of the main thread, filtering", await longest(page));
};

const scroll = async (page, { records, note }) => {
  await page.fill("#query", "");
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
    return gaps.sort((a, b) => a - b);
  });
  note("frame while scrolling, median", frames[Math.floor(frames.length / 2)]);
  note("frame while scrolling, 95 of 100 within", frames[Math.floor(frames.length * 0.95)]);
  note("longest task of the main thread, scrolling", await longest(page));
};

/** A tab that keeps what is measured, before it starts. */
const watchedPage = async (browser) => {
  const page = await browser.newPage("bench");
  page.idleMillisMax = IDLE_MILLIS_MAX;
  await page.tab.evaluateOnNewDocument(SEEN);
  await page.tab.evaluateOnNewDocument(watch);
  return page;
};

/** Loads the file once cold and `runs` times warm, filters and scrolls each time. */
export const measureSquall = async (browser, task) => {
  const { runs, note } = task;
  const page = await watchedPage(browser);
  await page.start();
  note("start", page.startMillis);
  const empty = await rendererBytes(browser.pid());
  await load(page, task, "cold");
  for (let run = 0; run < runs; run++) {
    await page.closeAll();
    await load(page, task, "warm");
    await filter(page, task);
    await scroll(page, task);
    note("memory beyond an empty tab, MiB", ((await rendererBytes(browser.pid())) - empty) / MEBIBYTE);
  }
  page.assertClean();
  await page.close();
};

/** Loads the file as on a machine of one core. */
export const measureOneWorker = async (browser, task) => {
  const page = await watchedPage(browser);
  await page.tab.evaluateOnNewDocument(() => {
    Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 1 });
  });
  await page.start();
  await load(page, task, "cold, one worker");
  for (let run = 0; run < task.runs; run++) {
    await page.closeAll();
    await load(page, task, "warm, one worker");
  }
  page.assertClean();
  await page.close();
};

/** Loads the file once cold and `runs` times warm, and nothing else. */
export const measureLoads = async (browser, task) => {
  const page = await watchedPage(browser);
  await page.start();
  const empty = await rendererBytes(browser.pid());
  await load(page, task, "cold");
  for (let run = 0; run < task.runs; run++) {
    await page.closeAll();
    await load(page, task, "warm");
    task.note("memory beyond an empty tab, MiB", ((await rendererBytes(browser.pid())) - empty) / MEBIBYTE);
  }
  page.assertClean();
  await page.close();
};

/** Loads the file once; `during` is called meanwhile, with what the page says of itself and the memory it
 *  had before. Then `use` gets the page. */
export const withLoaded = async (browser, task, { during, everyMillis }, use) => {
  const page = await watchedPage(browser);
  await page.start();
  const empty = await rendererBytes(browser.pid());
  const state = () => page.tab.evaluate(() => ({ ...document.documentElement.dataset })).catch(() => ({}));
  const watch = setInterval(async () => during(await state(), empty), everyMillis);
  try {
    await load(page, task, "cold");
    await use(page, empty);
  } finally {
    clearInterval(watch);
  }
  page.assertClean();
  await page.close();
};

/** What `measureSquall` measures of a loaded page, one by one. */
export { filter as measureFilters, scroll as measureScrolling };
