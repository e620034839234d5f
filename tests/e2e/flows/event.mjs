// One event: its fields as a tree, its text, its place; its values edit the filter and make columns.

import assert from "node:assert/strict";
import { openShop } from "../shop.mjs";

export const name = "an event opens, and its values can be used";

export default async (page) => {
  await openShop(page);
  await page.click('.event-row[data-rank="9"]');
  await page.until("the detail", () => document.querySelector("#detail-raw")?.textContent.includes("web-0"));
  assert.match(await page.text("#detail-source"), /shop\.jsonl · line 10$/);
  assert.equal(await page.text("#detail-message"), "could not reach stock after 9 ms");
  assert.match(await page.text("#detail-time"), /^2026-03-01 14:00:09\.000 UTC$/);

  const name = '.field[data-field="order.customer.name"]';
  await (await page.tab.$(name)).hover();
  await page.shot("light");
  await page.click(`${name} button[aria-label^="only"]`);
  await page.until("the filter", () => document.querySelector("#query").value === 'order.customer.name="Ann 2"');
  await page.idle();
  const ann = Array.from({ length: 1000 }, (_, at) => at).filter((at) => at % 7 === 2);
  assert.equal(await page.tab.evaluate(() => document.documentElement.dataset.matching), String(ann.length));

  await (await page.tab.$(name)).hover();
  await page.click(`${name} button[aria-label$="column"]`);
  await page.until("a column", () => document.querySelector(".event-row .event-column")?.textContent === "Ann 2");

  const before = await page.text("#detail-message");
  const host = '.field[data-field="host"]';
  await (await page.tab.$(host)).hover();
  await page.click(`${host} button[aria-label^="next event"]`);
  await page.until("another event", (old) => document.querySelector("#detail-message").textContent !== old, before);
  await page.idle();
  assert.match(await page.text(host), /web-0/);

  await page.press("Escape");
  await page.until("no detail", () => document.querySelector("#detail") === null);
};
