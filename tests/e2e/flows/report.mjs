// A report of the example, and a page with its errors in it, opened again as a person would.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { keepSaved, lastSaved } from "../saved.mjs";

export const name = "a report needs nothing else, and a page with events opens where it was left";

/** What a person looks at: the link but for what names files and places in them, rows, the marked event. */
const view = (page) =>
  page.tab.evaluate(() => {
    const link = [...new URLSearchParams(location.hash.slice(1))];
    return {
      link: link.filter(([name]) => !["at", "src", "file"].includes(name)),
      rows: document.querySelector('.tab[aria-selected="true"] .tab-count').textContent,
      marked: document.querySelector('.event-row[aria-selected="true"] .event-time')?.textContent.trim(),
    };
  });

export default async (page) => {
  await page.start();
  await page.click("#open-example");
  await page.until("its records", () => Number(document.documentElement.dataset.records) > 2_000);
  await page.idle();
  await page.press("b");
  await page.until("the burst", () => document.querySelector("#explain-sentence"));
  const sentence = await page.text("#explain-sentence");
  await page.press("F");
  await page.until("the story", () => document.querySelector('#follow[aria-busy="false"] #follow-steps .step'));
  await page.idle();
  await keepSaved(page);
  await page.press("W");
  await page.until("the report", () => document.querySelector("#save-report")?.disabled === false);
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");
  await page.click("#save-report");
  const report = await lastSaved(page, 1);
  assert.equal(report.name, "report.html");
  assert.ok(!/<script/i.test(report.text), "no script");
  for (const part of ["<svg", "What broke first", "What sets it apart", "Request ", "Events"]) {
    assert.ok(report.text.includes(part), `${part} is in it`);
  }
  const folder = await mkdtemp(join(tmpdir(), "squall-report-"));
  const path = join(folder, "report.html");
  await writeFile(path, report.text);
  await read(page, path, sentence);
  await page.start();
  await page.click("#open-example");
  await page.until("its records", () => Number(document.documentElement.dataset.records) > 2_000);
  await page.idle();
  await page.press("q");
  await page.tab.keyboard.type("level>=warn");
  await page.press("Escape");
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.idle();
  await page.press("b");
  await page.until("the burst", () => document.querySelector("#explain-sentence"));
  await page.press("g");
  await page.press("j");
  await page.press("Enter");
  await page.until("its detail", () => document.querySelector(".detail-message"));
  await page.idle();
  await page.until("the link", () => location.hash.includes("at="));
  await page.press("m");
  await page.until("the mark", () => document.querySelector("#mark-count"));
  const before = await view(page);
  await keepSaved(page);
  await page.press("w");
  await page.until("that all was looked through", () => document.querySelector("#save-events")?.disabled === false);
  await page.click(".hand-buttons ::-p-text(Squall with these events)");
  await page.click("#save-events");
  const copy = await lastSaved(page, 1);
  assert.equal(copy.name, "squall-events.html");
  const held = join(folder, copy.name);
  await writeFile(held, copy.text);
  await opened(page, pathToFileURL(held).href, before);
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(copy.text));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${server.address().port}`;
  page.watchAt(host);
  await opened(page, `http://${host}/`, before);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  return `${report.text.length} bytes of report, ${copy.text.length} of page`;
};

/** The report in a tab of its own, without scripts where the driver can do that. */
const read = async (page, path, sentence) => {
  if (page.kind === "chrome") await page.tab.setJavaScriptEnabled(false);
  await page.tab.goto(pathToFileURL(path).href);
  await page.shot("read");
  const names = (text) => text.replace(/context=\S+@orders/, "context=(a name)@orders"); // taken out of the report
  assert.equal(names(await page.text(".lead")), names(sentence));
  assert.ok(!(await page.text("body")).includes("context=shop@"), "a user's name stays");
  if (page.kind === "chrome") await page.tab.setJavaScriptEnabled(true);
};

const opened = async (page, address, before) => {
  await page.tab.goto("about:blank");
  await page.tab.goto(address);
  await page.until("its events", () => Number(document.documentElement.dataset.records) > 0);
  await page.until("the marked event", () => document.querySelector('.event-row[aria-selected="true"]'));
  await page.until("its detail", () => document.querySelector(".detail-message"));
  await page.until("the mark on it", () => document.querySelector('.event-row[aria-selected="true"] .event-mark'));
  await page.idle();
  await page.until("the link", () => location.hash.includes("at="));
  assert.deepEqual(await view(page), before);
};
