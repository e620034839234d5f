// Metric files among logs: a metric's series is a line over the timeline with its readings, deploys are
// flags, the metric's burst is listed as one, what moves with it is found with its lag and filters; and
// a person can have the file read as a log.

import assert from "node:assert/strict";

export const name = "a metric and deploys lie over the logs, and what moves with the metric is found";

const START = Date.UTC(2026, 4, 14, 9, 0, 0);
const SECONDS = 3_600;
/** The metric is high from here to there; the cache is rebuilt from 40 seconds before on. */
const HIGH = [1_800, 2_100];
const LEAD = 40;

const time = (second) => new Date(START + second * 1_000).toISOString();

/** A request every other second, and the rebuilding once a second. */
const LOG = Array.from({ length: SECONDS }, (_, at) => {
  const lines = at % 2 === 0 ? [`${time(at)} INFO request ${at} done in ${20 + (at * 7919) % 13} ms\n`] : [];
  if (at >= HIGH[0] - LEAD && at < HIGH[1]) lines.push(`${time(at)} INFO cache rebuild of shard ${at % 17} started\n`);
  return lines.join("");
}).join("");
const REBUILDS = HIGH[1] - HIGH[0] + LEAD;
const RECORDS = SECONDS / 2 + REBUILDS;

/** Two series, ten seconds apart; a value is missing in each of three rows. */
const METRIC = [
  '"Time","cpu (percent)","queue"\n',
  ...Array.from({ length: SECONDS / 10 }, (_, row) => {
    const at = row * 10;
    const cpu = (at >= HIGH[0] && at < HIGH[1] ? 80 : 20) + (row * 37) % 5;
    return `${time(at)},${cpu}.5,${row % 100 === 7 ? "" : 3 + ((row * 31) % 4)}\n`;
  }),
].join("");

const DEPLOYS = `# deploys\n${time(1_700)} api 1.4.2 to all\n${time(2_400)} api 1.4.1 again\n`;

const FILES = [
  { name: "api.log", text: LOG },
  { name: "cpu.csv", text: METRIC },
  { name: "deploys.txt", text: DEPLOYS },
];

export default async (page) => {
  await page.start();
  await page.drop(...FILES);
  await page.idle(RECORDS);
  await overTheTimeline(page);
  await bursts(page);
  await moves(page);
  await deploys(page);
  await readAsLog(page);
  return `${RECORDS} records, ${SECONDS / 10} points`;
};

/** Lines and flags are there by themselves, with readings that follow the pointer. */
const overTheTimeline = async (page) => {
  await page.until("both series", () => document.querySelectorAll("#series .pin").length === 2);
  const series = await page.texts("#series .pin");
  assert.match(series[0], /^cpulast 2\d\.5%, 20\.5% to 84\.5%/);
  assert.match(series[1], /^queuelast \d, 3 to 6/);
  const markers = await page.texts("#markers .pin");
  assert.deepEqual(markers, ["09:28:20.000api 1.4.2 to all", "09:40:00.000api 1.4.1 again"]);
  const canvas = await page.tab.waitForSelector("#timeline");
  const box = await canvas.boundingBox();
  await page.tab.mouse.move(box.x + box.width * (1_950 / SECONDS), box.y + box.height / 2);
  await page.until("the value at the pointer", () =>
    [...document.querySelectorAll(".timeline-tip-count")].some((line) => /cpu.*8\d\.5%/.test(line.textContent)));
  await page.theme("light");
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  const cards = await page.sources();
  assert.match(cards["cpu.csv"], /2 series, 716 points, 10 s apart/);
  assert.match(cards["cpu.csv"], /values that are empty or NaN: 4/);
  assert.match(cards["deploys.txt"], /2 markers/);
};

/** The metric's burst is in the list of those of metrics. */
const bursts = async (page) => {
  await page.press("3");
  await page.until("the switch", () => [...document.querySelectorAll("#bursts button")].some((b) => b.textContent === "of metrics"));
  await page.tab.evaluate(() => [...document.querySelectorAll("#bursts button")].find((b) => b.textContent === "of metrics").click());
  await page.until("the burst", () => /cpu/.test(document.querySelector("#bursts tbody tr")?.textContent));
  const [row] = await page.texts("#bursts tbody tr");
  assert.match(row, /cpu2026-05-14 09:30:00\.0005 min8\d(\.\d)?%2\d(\.\d)?%.*cpu\.csv/);
};

/** What moves with it: the rebuilding, before it; choosing that filters. */
const moves = async (page) => {
  await page.press("A");
  await page.until("what moves", () => document.querySelector("#movers tbody tr"));
  const rows = await page.texts("#movers tbody tr");
  assert.equal(rows.length, 1, rows.join("\n"));
  const lead = /^(\d+) s before.*cache rebuild of shard/.exec(rows[0]);
  assert.ok(lead && Math.abs(Number(lead[1]) - LEAD) <= 10, rows[0]);
  await page.shot("moves");
  await page.click("#movers tbody .link");
  await page.until("the pattern's events", (wanted) => document.documentElement.dataset.matching === String(wanted), REBUILDS);
  await page.press("Escape");
  await page.press("u");
  await page.until("all events", (wanted) => document.documentElement.dataset.matching === String(wanted), RECORDS);
};

/** A key goes from deploy to deploy. */
const deploys = async (page) => {
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("1"); // undo went back to the metrics
  await page.idle();
  await page.press("g");
  await page.until("the first event", () => document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === "0");
  await page.press(")");
  await page.until("the event at the deploy", (rank) =>
    document.querySelector('.event-row[aria-selected="true"]')?.dataset.rank === String(rank), 1_700 / 2);
};

/** Read as a log its rows are events; found again they are none. */
const readAsLog = async (page) => {
  const format = '.source[aria-label="cpu.csv"] select[aria-label="format"]';
  const choose = async (value) => {
    await page.tab.evaluate(() => document.activeElement?.blur());
    await page.press("5");
    await page.tab.waitForSelector(format);
    await page.tab.select(format, value);
  };
  await choose("log");
  await page.until("its rows", (wanted) => document.documentElement.dataset.records === String(wanted), RECORDS + SECONDS / 10);
  await page.until("no line", () => !document.querySelector("#series"));
  await choose("");
  await page.until("the lines again", () => document.querySelectorAll("#series .pin").length === 2);
  await page.idle(RECORDS);
};
