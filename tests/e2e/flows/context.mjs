// Context: what surrounds an event inside of a filtered view, in its own source and over all.

import assert from "node:assert/strict";
import { RECORDS, openShop } from "../shop.mjs";

export const name = "what surrounds a filtered event can be seen";

export default async (page) => {
  await openShop(page);
  const other = Array.from({ length: 60 }, (_, at) => `2026-03-01T14:00:${String(at).padStart(2, "0")}.500Z WARN pool is full\n`);
  await page.drop({ name: "pool.log", text: other.join("") });
  await page.idle(RECORDS + 60);
  await page.fill("#query", "level=error");
  await page.press("Escape");
  await page.idle();
  await page.click('.event-row[data-rank="3"]');
  await page.idle();
  await page.press("c");
  await page.until("its source", () => document.querySelectorAll("#events .event-row").length > 40);
  const own = await page.texts(".event-row .event-source");
  assert.ok(own.every((source) => source === "shop"), own.join());
  assert.match(await page.text(".event-row-marked .event-message"), /after 39 ms/);
  await page.press("C");
  await page.until("all sources", () => document.querySelector("#events").textContent.includes("pool is full"));
  await page.shot("light");
  await page.press("Escape");
  await page.until("the list", () => !document.querySelector("#context"));
  assert.equal(await page.text("#counts"), "100 of 1,060");
};
