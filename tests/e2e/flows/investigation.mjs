// The investigation file: saved, and dropped before, with and after the logs; damaged; with other files.

import assert from "node:assert/strict";
import { served } from "../served.mjs";
import { RECORDS, SHOP, openShop } from "../shop.mjs";

export const name = "an investigation is saved and comes back with its files, and says what does not fit";

/** Everything that a view is made of, as a person sees it. */
const seen = async (page) => {
  await page.idle(RECORDS);
  await page.until("the rows", () => document.querySelector(".event-row[data-rank] .event-message"));
  return page.tab.evaluate(() => ({
    filter: document.querySelector("#query").value,
    hash: location.hash,
    marks: document.querySelector("#mark-count")?.textContent,
    pins: [...document.querySelectorAll(".pin-query.mono")].map((pin) => pin.textContent),
    columns: [...document.querySelectorAll(".event-head-column")].map((column) => column.textContent),
    counts: document.querySelector("#counts").textContent,
  }));
};

/** Catches what the page hands the browser to be saved. */
const catching = (page) =>
  page.tab.evaluate(() => {
    const made = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      file.text().then((text) => (window.saved = { name: file.name, text }));
      return made.call(URL, file);
    };
  });

const fresh = async (page, address) => {
  await page.tab.goto("about:blank");
  await page.start("", address);
};

export default async (page) => {
  await openShop(page, "#v=1&col=host&theme=dark");
  await page.fill("#query", "level=error");
  await page.press("Enter");
  await page.press("Escape");
  await page.until("the query left", () => document.activeElement?.id !== "query");
  await page.press("p");
  await page.press("+");
  await page.until("the zoom", () => location.hash.includes("from="));
  await page.press("g");
  await page.until("an event", () => document.querySelector('.event-row[aria-selected="true"]'));
  await page.press("a");
  await page.until("the note's dialog", () => document.activeElement?.id === "note");
  await page.tab.keyboard.type("here it began");
  await page.press("Escape");
  await page.until("the mark", () => document.querySelector("#mark-count"));
  const before = await seen(page);
  await catching(page);
  await page.press("L");
  await page.until("the file", () => window.saved);
  const file = await page.tab.evaluate(() => window.saved);
  assert.equal(file.name, "shop.squall.json");
  assert.ok(!file.text.includes("could not reach stock"), "no log text leaves with it");

  for (const drops of [[[file], [SHOP]], [[SHOP], [file]], [[file, SHOP]]]) {
    await fresh(page);
    for (const [at, files] of drops.entries()) {
      await page.drop(...files);
      if (at === 0 && files[0] === SHOP) await page.idle(RECORDS);
      if (at === 0 && files[0] === file) await page.until("what it holds", () => document.querySelector("#restored"));
    }
    await page.until("the view", (hash) => location.hash === hash, before.hash);
    await page.until("the mark", () => document.querySelector("#mark-count"));
    assert.deepEqual(await seen(page), before);
    assert.match(await page.text("#restored"), /shop\.squall\.json holds 1 mark, 1 pinned search, 1 file, a filter\.\s?Dismiss/);
  }

  await served(async (address, host) => {
    page.watchAt(host);
    await fresh(page, address);
    await page.drop(file, SHOP);
    await page.until("the mark", () => document.querySelector("#mark-count"));
    await page.until("the view", (hash) => location.hash === hash, before.hash);
    assert.deepEqual(await seen(page), before, "from http");
    await page.tab.goto("about:blank");
  });

  await fresh(page);
  await page.drop({ name: "renamed (1).json", text: file.text.slice(0, file.text.indexOf('"note"')) });
  await page.until("the word on the damage", () => document.querySelector("#restored .mistake"));
  assert.match(await page.text("#restored"), /The file is damaged in line \d+; what follows is not read/);
  assert.equal(await page.count("#wanted li"), 1);
  await page.drop({ name: SHOP.name, text: SHOP.text.replace("A-0", "B-0") });
  await page.until("the word on other files", () => document.querySelector("#restored")?.textContent.includes("shop.jsonl has other content"));
  await page.until("the filter still", () => document.querySelector("#query").value === "level=error");
  await page.theme("light");
  await page.shot("other-light");
  await page.theme("dark");
  await page.shot("other-dark");
  await page.drop({ name: "broken.squall.json", text: "nothing" });
  await page.until("the word on the other one", () => document.querySelector(".trouble-what")?.textContent.startsWith("broken.squall.json: The file is damaged"));
};
