// The table of requests: counted exactly, sorted, filtered, by route; a row is followed; a link comes back to it.

import assert from "node:assert/strict";
import { paths, truth } from "../incident.mjs";

export const name = "requests are sorted, filtered and followed";

const number = (text) => Number(text.replace(/\D/g, ""));

/** Waits until the table is the answer to what was asked last. */
const settled = (page) =>
  page.until("the table", () => document.querySelector('#requests[aria-busy="false"] .request-rows .request'));

const counts = async (page) => (await page.texts(".requests-filters .tab-count")).map(number);

export default async (page) => {
  await page.start();
  await page.pick(...paths);
  await page.idle(truth.records);
  await page.press("6");
  await settled(page);
  await page.idle();
  const [all, failing, slow] = await counts(page);
  assert.ok(all > failing && failing > 0 && slow > 0, `${all} requests, ${failing} failing, ${slow} slow`);
  assert.ok((await page.count(".request-rows .request")) < 80, "only rows on screen are in the page");
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  await page.click(".request-sort:nth-of-type(2)");
  await page.until("the longest first", () => document.querySelector('.request-sort:nth-of-type(2)[aria-sort="descending"]'));
  await settled(page);
  await page.idle();
  const took = await page.texts(".request-rows .request > :nth-child(2)");
  assert.notEqual(took[0], "", "durations are shown");

  await page.click(".requests-filters .button:nth-of-type(2)");
  await page.until("the failing ones", (failing) => {
    const text = document.querySelector("#requests-matching")?.textContent ?? "";
    return Number(text.split(" ")[0].replace(/,/g, "")) === failing;
  }, failing);
  await settled(page);

  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("j");
  await page.until("a marked row", () => document.querySelector('.request-rows .request[aria-selected="true"]'));
  await page.press("Enter");
  await page.until("its story", () => document.querySelector('#follow[aria-busy="false"] #follow-steps .step-tone-error'));
  const first = await page.text("#follow-id");
  await page.press("j");
  await page.until("the next one's story", (first) => {
    const pane = document.querySelector('#follow[aria-busy="false"]');
    return pane && pane.querySelector("#follow-id").textContent !== first;
  }, first);
  await page.shot("followed");

  await page.click("#by-route");
  await page.until("the routes", () => document.querySelector("#routes tbody tr"));
  await page.shot("routes");
  await page.click("#routes tbody tr .difference");
  await page.until("one route's requests", () => document.querySelector(".requests-narrowed .follow-chip"));
  await settled(page);

  const hash = await page.tab.evaluate(() => location.hash);
  assert.match(hash, /tab=requests/);
  assert.match(hash, /id=/);
  return `${all} requests, ${failing} failing, ${slow} slow`;
};
