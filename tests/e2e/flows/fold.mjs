// Events of one pattern in a row are one row, with their count; a row is opened and closed; the list
// can be gone through to its end; the step is undone.

import assert from "node:assert/strict";

export const name = "events of one pattern in a row are folded and opened";

const START = Date.UTC(2026, 2, 1, 14, 0, 0);

/** What was logged, and how often in a row; the last but one in turn with another. */
const RUNS = [
  [1, () => "service started"],
  [400, (at) => `connection to the stock refused, attempt ${at}`],
  [1, () => "gave up on the stock"],
  [5_000, (at) => `heartbeat ${at} sent`],
  [2_000, (at) => (at % 2 ? `poll ${at} ended` : `poll of queue orders began as number ${at}`)],
  [1, () => "service stopped"],
];
const RECORDS = RUNS.reduce((all, [count]) => all + count, 0);
const LINES = 1 + 1 + 1 + 1 + 2_000 + 1;

const messages = RUNS.flatMap(([count, message]) => Array.from({ length: count }, (_, at) => message(at)));
const line = (msg, at) => JSON.stringify({ ts: new Date(START + at * 100).toISOString(), level: "info", msg });
const LOG = { name: "service.jsonl", text: `${messages.map(line).join("\n")}\n` };

const runs = (page) => page.texts(".event-run");

export default async (page) => {
  await page.start();
  await page.drop(LOG);
  await page.idle(RECORDS);
  assert.equal(await page.count(".event-run"), 0);
  await page.press("r");
  await page.until("the runs", () => document.querySelectorAll(".event-run").length === 2);
  await page.idle();
  assert.match((await runs(page))[0], /^400× in 40 s$/);
  assert.match((await runs(page))[1], /^5,000× in 8 min/);
  assert.match(await page.text("#row-401"), /gave up/, "ranks are those of the events");
  assert.match(await page.tab.evaluate(() => location.hash), /fold=1/);
  await page.shot("folded");

  await page.click("#row-1");
  await page.until("its events", () => document.querySelector("#row-2"));
  assert.equal((await runs(page))[0], "− 400×");
  assert.match(await page.text("#row-2"), /attempt 1$/);
  await page.shot("opened");
  await page.click("#row-1 .event-run");
  await page.until("one row", () => !document.querySelector("#row-2"));
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("j");
  await page.press("j");
  await page.until("the mark", () => document.querySelector('#row-402[aria-selected="true"]'));
  await page.press("Enter");
  await page.until("its events", () => document.querySelector("#row-403"));
  await page.press("r");
  await page.idle();
  await page.press("r");
  await page.until("folded again", () => document.querySelectorAll(".event-run").length === 2);

  // To the end and back: the bar stands for events, the wheel moves by rows.
  await page.press("G");
  await page.until("the last event", () => /stopped/.test(document.querySelector("#events").textContent));
  await page.idle();
  const bar = () => page.tab.$eval("#events", (list) => list.scrollHeight - list.clientHeight - list.scrollTop);
  assert.ok((await bar()) < 20, "the bar is at its end");
  const first = () => page.tab.$eval(".event-row", (row) => Number(row.dataset.rank));
  const before = await first();
  const list = await (await page.tab.$("#events")).boundingBox();
  await page.tab.mouse.move(list.x + 200, list.y + 200);
  await page.tab.mouse.wheel({ deltaY: -100 });
  await page.until("earlier rows", (rank) => Number(document.querySelector(".event-row").dataset.rank) < rank, before);
  assert.ok(before - (await first()) < 40, "by some rows");

  await page.fill("#query", "heartbeat");
  await page.idle();
  await page.until("one row", () => document.querySelectorAll(".event-row").length === 1);
  assert.match((await runs(page))[0], /^5,000×/);
  assert.equal(await page.text("#counts"), `5,000 of ${RECORDS.toLocaleString("en")}`);
  await page.fill("#query", "");
  await page.idle();
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.click("#fold");
  await page.until("each event", () => document.querySelectorAll(".event-run").length === 0);
  return `${LINES} rows for ${RECORDS} events`;
};
