// A failing request, by keys alone: from the burst to it, to the good one beside it, to the curl script in the clipboard.

import assert from "node:assert/strict";

export const name = "from the burst to the failing request, the good one and the script, by keys";

/** The text of the clipboard, as it arrives where it is pasted. */
const pasted = async (page) => {
  await page.tab.evaluate(() => {
    const area = document.createElement("textarea");
    area.id = "pasted";
    document.body.append(area);
    area.focus();
  });
  await page.tab.keyboard.down("Control");
  await page.tab.keyboard.press("v");
  await page.tab.keyboard.up("Control");
  await page.until("what was copied", () => document.querySelector("#pasted").value.length > 0);
  return page.tab.evaluate(() => {
    const area = document.querySelector("#pasted");
    const text = area.value;
    area.remove();
    return text;
  });
};

/** Waits for the story of another id than this. */
const story = (page, not) =>
  page.until("the story", (not) => {
    const pane = document.querySelector('#follow[aria-busy="false"]');
    const id = pane?.querySelector("#follow-id")?.textContent;
    return id && id !== not && pane.querySelector("#follow-steps .step");
  }, not);

export default async (page) => {
  await page.start();
  await page.click("#open-example");
  await page.until("its records", () => Number(document.documentElement.dataset.records) > 2_000);
  await page.idle();
  await page.press("b");
  await page.until("the burst", () => document.querySelector("#explain-sentence"));
  await page.press("F");
  await story(page, "");
  const failing = await page.text("#follow-id");
  assert.ok((await page.count(".step-tone-error")) > 0, "an error is marked");
  await page.until("the comparison", () => document.querySelector("#versus .versus li"));
  const words = await page.text("#versus .versus");
  await page.until("the inputs", () => document.querySelector("#inputs .inputs"));
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  await page.theme("light");

  await page.press("x");
  await story(page, failing);
  assert.match(await page.text(".follow-title"), /^Good request/);
  const good = await page.text("#follow-id");
  assert.equal(await page.count(".step-tone-error"), 0, "the good one has no error");
  await page.shot("good");
  await page.press("x");
  await story(page, good);
  assert.equal(await page.text("#follow-id"), failing, "the failing one again");

  await page.press("X");
  await page.until("both side by side", () => document.querySelector("#follow-beside .beside .beside-nothing"));
  await page.press("]");
  await page.until("the first pair", () => document.querySelector('#follow-beside .beside[aria-selected="true"]'));
  await page.idle();
  await page.shot("beside");
  await page.theme("dark");
  await page.shot("beside-dark");
  await page.theme("light");
  await page.press("X");
  await page.until("its steps again", () => document.querySelector("#follow-steps .step"));

  await page.press("]");
  await page.until("its first event", () => document.querySelector('#follow-steps .step[aria-selected="true"]'));
  await page.idle();
  await page.press("Y");
  await page.until("that it was copied", () => document.querySelector(".notice")?.textContent === "Copied");
  const script = await pasted(page);
  assert.match(script, /curl /);
  assert.match(await page.tab.evaluate(() => location.hash), /id=/);

  await page.press("Escape");
  await page.until("the burst again", () => document.querySelector("#explain-sentence"));
  await page.press("u");
  await story(page, "");
  assert.equal(await page.text("#follow-id"), failing, "undone");
  return words;
};
