// Workers that are lost at ten moments: each time the page says so, and all stands as it stood before.

import assert from "node:assert/strict";
import { paths, truth } from "../incident.mjs";
import { loseDuring, watchWorkers } from "../workers.mjs";

export const name = "a worker that is lost at any moment changes nothing";
export const millisMax = 480_000;

const FILTER = "level>=warn";
const ASKING = ['data.idle === "0"'];

/** What a person sees, once nothing is under way. */
const seen = async (page) => {
  await page.idle(truth.records);
  await page.press("1");
  await page.until("the marked row", () => document.querySelector('.event-row[aria-selected="true"]'));
  const events = {
    filter: await page.tab.$eval("#query", (field) => field.value),
    counts: await page.text("#counts"),
    marked: await page.text('.event-row[aria-selected="true"]'),
  };
  await page.tab.focus(".timeline-table");
  await page.until("the timeline's table", () => document.querySelector(".timeline-table tr"));
  const timeline = await page.texts(".timeline-table tr");
  await page.tab.evaluate(() => document.activeElement.blur());
  await page.press("3");
  await page.until("the bursts", () => document.querySelector("#bursts tbody tr"));
  await page.idle();
  const bursts = await page.texts("#bursts tbody tr");
  await page.press("1");
  return { ...events, timeline, bursts };
};

const press = (page, ...keys) => async () => {
  for (const key of keys) await page.press(key);
};

/** The moments after all was read once. What an act left behind is taken back by `undo`. */
const moments = (page) => {
  // Losing the lead has everything read again, and in that another worker is lost.
  const readAgain = () => page.tab.evaluate(() => window.lose({ which: 0, how: "ended" }));
  const typeSpace = async () => {
    await page.click("#query");
    await press(page, "End", " ")();
  };
  const untype = async () => {
    await press(page, "End", "Backspace")();
    await page.tab.evaluate(() => document.activeElement.blur());
  };
  const reading = ['data.records === "0"', 'data.records !== "0"'];
  const looking = ['data.records === "0"', 'data.idle === "1"'];
  const escape = press(page, "Escape");
  return [
    { what: "reading", which: 1, how: "trapped", whens: reading, mustWait: true, act: readAgain },
    { what: "all was read", which: -1, how: "ended", whens: looking, mustWait: true, act: readAgain },
    { what: "a filter, the lead", which: 0, how: "ended", act: typeSpace, undo: untype },
    { what: "a filter, a shard", which: 1, how: "trapped", act: typeSpace, undo: untype },
    { what: "patterns", which: -1, how: "ended", act: press(page, "2") },
    { what: "bursts", which: 0, how: "trapped", act: press(page, "3") },
    { what: "requests", which: 1, how: "ended", act: press(page, "6") },
    { what: "an export", which: -1, how: "trapped", act: press(page, "w"), undo: escape },
    { what: "nothing", which: 0, how: "ended", act: press(page) },
  ];
};

export default async (page) => {
  page.expectError("trapped");
  await watchWorkers(page);
  await page.start(`#v=1&q=${encodeURIComponent(FILTER)}`);
  await loseDuring(page, { which: 0, how: "ended", whens: ASKING }, () => page.pick(...paths));
  await page.shot("light");
  await page.idle(truth.records);
  await page.click(".trouble button");
  await page.press("1");
  await page.press("End");
  const before = await seen(page);
  assert.equal(before.filter, FILTER);
  assert.ok(before.timeline.length > 1 && before.bursts.length > 0);
  for (const { what, act, undo, ...fault } of moments(page)) {
    await loseDuring(page, { whens: ASKING, ...fault }, act);
    await undo?.();
    assert.deepEqual(await seen(page), before, what);
    await page.click(".trouble button");
  }
  return `${await page.tab.evaluate(() => window.workersLost)} workers lost`;
};
