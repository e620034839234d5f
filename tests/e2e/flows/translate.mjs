// The filter in the languages of other tools, by keys: chosen, copied, and what has no words is named.

import assert from "node:assert/strict";
import { pasted } from "../saved.mjs";

export const name = "the filter goes on to other tools";

const selected = (page, words) =>
  page.until(words, (words) => document.querySelector('.tool[aria-selected="true"]')?.textContent.includes(words), words);

export default async (page) => {
  await page.start();
  await page.click("#open-example");
  await page.until("its records", () => Number(document.documentElement.dataset.records) > 2_000);
  await page.press("q");
  await page.tab.keyboard.type("level>=error");
  await page.until("the filter's events", () => Number(document.documentElement.dataset.matching) < 1_000);
  await page.press("Escape");
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.idle();
  await page.press("T");
  await page.until("the tools", () => document.querySelectorAll(".tool").length === 10);
  assert.match(await page.text("#tool-text"), /^\{/, "LogQL");
  for (const next of ["ES|QL", "KQL", "ClickHouse", "DuckDB"]) {
    await page.press("j");
    await selected(page, next);
  }
  const words = await page.text("#tool-text");
  assert.match(words, /'error'/);
  assert.match(await page.text("#tool-setup"), /read_json|CREATE/i);
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");
  await page.press("y");
  await page.until("that it was copied", () => document.querySelector(".notice")?.textContent === "Copied");
  assert.equal((await pasted(page)).replace(/\s+/g, " ").trim(), words);
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("T");
  await page.until("no dialog", () => !document.querySelector(".tools"));
  return words;
};
