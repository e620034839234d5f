// A small log whose counts are known by construction: one record each second, every tenth an error.
//
// Does not: look like a real incident; `incident.mjs` does.

export const RECORDS = 1_000;
export const ERRORS = RECORDS / 10;
const START = Date.UTC(2026, 2, 1, 14, 0, 0);

const record = (at) => {
  const error = at % 10 === 9;
  return JSON.stringify({
    ts: new Date(START + at * 1000).toISOString(),
    level: error ? "error" : "info",
    msg: error ? `could not reach stock after ${at} ms` : `order A-${at} placed`,
    host: `web-${at % 3}`,
    order: { id: at, customer: { name: `Ann ${at % 7}` } },
  });
};

export const SHOP = {
  name: "shop.jsonl",
  text: Array.from({ length: RECORDS }, (_, at) => `${record(at)}\n`).join(""),
};

/** A page with the shop's log open. */
export const openShop = async (page, hash = "") => {
  await page.start(hash);
  await page.drop(SHOP);
  await page.idle(RECORDS);
};

/** The number of the row that is marked, from 0. */
export const marked = async (page) => {
  await page.until("the marked row", () => document.querySelector('.event-row[aria-selected="true"]'));
  return page.tab.$eval('.event-row[aria-selected="true"]', (row) => Number(row.dataset.rank));
};
