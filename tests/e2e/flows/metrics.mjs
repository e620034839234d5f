// Metrics: durations are found by themselves; split; a bucket zooms, a brushed box filters; the table says the same.

import assert from "node:assert/strict";
import { paths, truth } from "../incident.mjs";

export const name = "metrics are charted, split, brushed and read";

const number = (text) => Number(text.replace(/[^0-9]/g, ""));

export default async (page) => {
  await page.start();
  await page.pick(...paths);
  await page.idle(truth.records);
  await page.press("7");
  await page.until("the charts", () => document.querySelectorAll(".metrics-chart").length > 3);
  await page.idle();
  const titles = await page.texts(".metrics-title");
  assert.ok(titles.includes("rt") && titles.includes("took"), titles.join(", "));
  assert.ok(titles.some((title) => title.includes("‹?›")), "a duration in a message");
  const readings = await page.texts(".metrics-chart:nth-of-type(1) .metrics-reading");
  assert.equal(number(readings[0]), truth.records, "every event counts");
  await page.theme("light");
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  // Split by status: exact counts, the values and the rest.
  await page.tab.select("#metrics-split", "status");
  await page.until("the groups", () => document.querySelectorAll(".metrics-groups tbody tr").length > 2);
  const groups = await page.texts(".metrics-groups tbody td:nth-child(2)");
  assert.equal(groups.map(number).reduce((sum, count) => sum + count), truth.records);
  await page.shot("split");
  await page.tab.select("#metrics-split", "");
  await page.until("no groups", () => !document.querySelector(".metrics-groups"));

  // The upper half of the heat map of rt: the filter has the bound, the page is zoomed.
  const at = titles.indexOf("rt");
  const canvas = (await page.tab.$$(".metrics-canvas"))[at];
  await canvas.evaluate((canvas) => canvas.scrollIntoView({ block: "center" }));
  const box = await canvas.boundingBox();
  await page.tab.mouse.move(box.x + box.width * 0.2, box.y + 1);
  await page.tab.mouse.down();
  await page.tab.mouse.move(box.x + box.width * 0.8, box.y + 70, { steps: 6 });
  await page.shot("brush");
  await page.tab.mouse.up();
  await page.until("the filter", () => document.querySelector("#query")?.value.startsWith("rt>"));
  await page.idle();
  const matching = await page.tab.evaluate(() => Number(document.documentElement.dataset.matching));
  assert.ok(matching > 0 && matching < truth.records, `${matching} slow ones`);

  // The table of the same numbers, for those who do not see the charts.
  await page.tab.focus('[aria-label="table of the metrics"]');
  await page.until("the table", () => document.querySelector('[aria-label="table of the metrics"] tbody tr'));
  const head = await page.texts('[aria-label="table of the metrics"] th');
  assert.ok(head.includes("rt p99"), head.join(", "));
  await page.tab.evaluate(() => document.activeElement?.blur());

  // Back in one step; then a click on a bucket zooms to it.
  await page.press("u");
  await page.until("no filter", () => document.querySelector("#query")?.value === "");
  await page.idle();
  const whole = await page.tab.$(".metrics-canvas");
  await whole.evaluate((canvas) => canvas.scrollIntoView({ block: "center" }));
  const first = await whole.boundingBox();
  await page.tab.mouse.click(first.x + first.width / 2, first.y + 40);
  await page.until("the zoom", () => /zoom back/.test(document.querySelector(".timeline-buttons")?.textContent));
  await page.idle();
  return `${titles.length} charts`;
};
