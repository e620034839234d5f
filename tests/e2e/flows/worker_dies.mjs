// A worker that dies: the person is told, the files are read again, the filter stays.

import assert from "node:assert/strict";
import { RECORDS, openShop } from "../shop.mjs";

export const name = "a worker that dies loses nothing";

export default async (page) => {
  await page.tab.evaluateOnNewDocument(() => {
    window.startedWorkers = [];
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(...given) {
        super(...given);
        window.startedWorkers.push(this);
      }
    };
  });
  await openShop(page);
  await page.fill("#query", "level=error");
  await page.idle();
  await page.tab.evaluate(() => window.startedWorkers.at(-1).dispatchEvent(new ErrorEvent("error")));
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("kept"));
  await page.idle(RECORDS);
  assert.equal(await page.text("#counts"), "100 of 1,000");
  await page.shot("light");
  await page.click(".trouble button");
  await page.until("no banner", () => !document.querySelector(".trouble"));
};
