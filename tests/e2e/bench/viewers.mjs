// Log viewers that are pages of their own, in the same browser on the same file: YScope Log Viewer and
// Log Voyager, where somebody built them beside Squall.
//
// Each run loads the viewer's page anew, waits for it, then picks the file through its own file input;
// time counts from the input's change until the viewer is usable: the number of events and the text of
// some are on screen. That is a row of its own ("usable"), since they make no index. The first run of a
// browser is cold.
//
// Does not: build them, or ask them what they cannot answer.

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { MEBIBYTE, rendererBytes } from "../memory.mjs";
import { serveFolder } from "./loopback.mjs";
import { SEEN } from "./seen.mjs";

const USABLE_MILLIS_MAX = 300_000;
// One JavaScript string holds all of the file there.
const YSCOPE_BYTES_MAX = 2 ** 29 - 24;

/** `started` and `usable` run in the page; `lines` is what the file has. */
const YSCOPE = {
  name: "YScope Log Viewer",
  reads: (path, bytes) => !path.endsWith(".gz") && bytes <= YSCOPE_BYTES_MAX,
  remark: "YScope Log Viewer is usable when its status bar tells the number of events and the editor shows text; its search ends at 1,000 hits, and it refuses files of 512 MiB.",
  started: () => document.querySelector(".monaco-editor") !== null,
  ask: (page) => page.evaluate(() => document.querySelector(".menu-bar-open-file-icon").closest("button").click()),
  usable: (lines) => {
    const told = /Log Event\s*\d+\s*\/\s*(\d+)/.exec(document.querySelector(".status-bar")?.textContent ?? "");
    const events = Number(told?.[1]);
    // A plain text that ends in a line break has an empty event behind it there.
    const all = events === lines || events === lines + 1;
    return all && document.querySelector(".view-line")?.textContent.length > 20;
  },
  openSearch: () => {
    if (!document.querySelector(".query-input-box-textarea")) document.querySelectorAll(".sidebar-tab-button")[1].click();
  },
  search: "textarea.query-input-box-textarea",
  searched: (wanted) => (document.querySelector(".query-input-box-linear-progress")?.getAttribute("aria-valuenow") === "100") === wanted,
};

const VOYAGER = {
  name: "Log Voyager",
  // A packed file it unpacks whole, and puts each line into the page: 10 MiB take minutes.
  reads: (path) => !path.endsWith(".gz"),
  remark: "Log Voyager is usable when the first lines stand on screen; it reads a window of 50 KB at a time and searches that alone, so no filter of it is comparable.",
  started: () => document.querySelector("input[type=file]") !== null,
  ask: async () => {},
  usable: () => document.querySelector("[id^='line-']")?.textContent.length > 20,
};

/** Runs before the viewer's own script: an input made on the fly goes into the page, where the driver
 *  finds it, instead of opening a dialog; and the moment is kept when a file was picked. */
const keepInputs = () => {
  HTMLInputElement.prototype.click = function () {
    if (this.type === "file" && !this.isConnected) document.body.append(this);
    if (this.type !== "file") HTMLElement.prototype.click.call(this);
  };
  const picked = () => (window.pickedMillis = performance.now());
  document.addEventListener("change", picked, { capture: true, once: true });
};

/** The moment when `test` first holds in the page. */
const momentOf = async (tab, test, ...values) => {
  const given = [String(test), ...values.map((value) => JSON.stringify(value))].join(", ");
  let late;
  const tooLate = new Promise((_, fail) => (late = setTimeout(() => fail(new Error(`never seen: ${test}`)), USABLE_MILLIS_MAX)));
  return Promise.race([tab.evaluate(`window.seen(${given})`), tooLate]).finally(() => clearTimeout(late));
};

/** The viewers that are built: `folders` are those of their pages, by their names. */
export const serveViewers = async (folders) => {
  const served = [];
  for (const [viewer, folder] of [[YSCOPE, folders.yscope], [VOYAGER, folders.voyager]]) {
    if (!folder) continue;
    const around = JSON.parse(await readFile(join(dirname(resolve(folder)), "package.json"), "utf8").catch(() => "{}"));
    const name = around.version ? `${viewer.name} ${around.version}` : viewer.name;
    served.push({ ...viewer, ...(await serveFolder(folder)), name });
  }
  return served;
};

const search = async (tab, viewer, { filters, runs, note }) => {
  await tab.evaluate(viewer.openSearch);
  await tab.waitForSelector(viewer.search, { visible: true });
  const type = (text) => tab.$eval(viewer.search, (field, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    window.askedMillis = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
  for (const { name, needle } of filters.filter(({ needle }) => needle)) {
    for (let run = 0; run < runs; run++) {
      await type("");
      await momentOf(tab, viewer.searched, false);
      await type(needle);
      const done = await momentOf(tab, viewer.searched, true);
      note(`filter: ${name}`, done - (await tab.evaluate(() => window.askedMillis)));
    }
  }
};

/** Loads the file once cold and `runs` times warm, and searches where the viewer can. */
export const measureViewer = async (browser, viewer, task) => {
  const { path, lines, runs, note } = task;
  for (let run = 0; run <= runs; run++) {
    const page = await browser.newPage("bench");
    const { tab } = page;
    await tab.evaluateOnNewDocument(SEEN);
    await tab.evaluateOnNewDocument(keepInputs);
    await tab.goto(`${viewer.host}/`, { waitUntil: "domcontentloaded" });
    const started = await momentOf(tab, viewer.started);
    if (run > 0) note("start", started);
    const empty = await rendererBytes(browser.pid());
    await viewer.ask(tab);
    await (await tab.waitForSelector("input[type=file]")).uploadFile(path);
    const usable = await momentOf(tab, viewer.usable, lines);
    note(`usable, ${run === 0 ? "cold" : "warm"}`, usable - (await tab.evaluate(() => window.pickedMillis)));
    note("memory beyond an empty tab, MiB", ((await rendererBytes(browser.pid())) - empty) / MEBIBYTE);
    if (run === runs && viewer.search) await search(tab, viewer, task);
    await page.close();
  }
};
