// The longest gaps: of each source, and of all together; a click and the keys go to the event before one.

import assert from "node:assert/strict";

export const name = "the longest gaps are listed and gone to";

const START = Date.UTC(2026, 2, 1, 14, 0, 0);
const line = (second, msg) => JSON.stringify({ ts: new Date(START + second * 1000).toISOString(), level: "info", msg });
const log = (name, seconds, msg) => ({ name, text: `${seconds.map((second, at) => line(second, `${msg} ${at} done`)).join("\n")}\n` });
const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);

/** Ten minutes without a job, and two in which nobody wrote. */
const JOBS = log("jobs.log", [...range(0, 60), ...range(660, 700), ...range(860, 900)], "job");
const POLLS = log("polls.log", [...range(0, 700), ...range(820, 900)], "poll");
const RECORDS = 60 + 40 + 40 + 700 + 80;

const marked = (page, msg) =>
  page.until(`the event "${msg}" marked`, (msg) => {
    const row = document.querySelector('.event-row[aria-selected="true"]');
    return row?.textContent.includes(msg);
  }, msg);

export default async (page) => {
  await page.start();
  await page.drop(JOBS, POLLS);
  await page.idle(RECORDS);
  await page.press("3");
  await page.click("#longest-gaps");
  await page.until("the gaps", () => document.querySelector("#gaps tbody tr"));
  const rows = await page.texts("#gaps tbody tr");
  assert.match(rows[0], /10 min 1 s.*jobs.*job 59 done.*job 60 done/);
  assert.match(rows[1], /2 min 41 s.*jobs.*job 99 done.*job 100 done/);
  assert.match(rows[2], /2 min 1 s.*polls.*poll 699 done.*poll 700 done/);
  assert.match(await page.text("#gaps-words"), /^The longest 100 of 918 gaps of each source, of .* and longer\.$/);
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  await page.click("#gaps tbody tr .link");
  await marked(page, "job 59 done");
  await page.idle();
  await page.tab.evaluate(() => document.activeElement?.blur());
  const next = async (key) => {
    const before = await page.text('.event-row[aria-selected="true"]');
    await page.press(key);
    await page.until("another event marked", (before) => {
      const row = document.querySelector('.event-row[aria-selected="true"]');
      return row && row.textContent.replace(/\s+/g, " ").trim() !== before;
    }, before);
    await page.idle();
    return page.text('.event-row[aria-selected="true"]');
  };
  const there = await next(",");
  assert.notEqual(await next(","), there, "one gap after the other");
  assert.equal(await next(";"), there, "and back");

  await page.press("3");
  await page.click("#bursts .panel-head:nth-of-type(2) .button:nth-of-type(2)");
  await page.until("the gap of all", () => document.querySelector("#gaps tbody tr")?.textContent.includes("2 min 1 s"));
  await page.click("#gaps .gap-after");
  await marked(page, "poll 700 done");
  return rows[0];
};
