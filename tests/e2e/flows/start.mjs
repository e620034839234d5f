// The page opens from disk, shows its start screen and starts its workers.

import assert from "node:assert/strict";

export const name = "the page opens from disk";

export default async (page) => {
  await page.start();
  await page.shot("light");
  const build = await page.tab.evaluate(() => document.documentElement.dataset.build);
  assert.match(build, /^\d+\.\d+\.\d+ [0-9a-f]{8}$/);
  assert.equal(await page.count("#pick"), 1, "there is one file picker");
  assert.match(await page.text("h1"), /Squall/);
  return `ready after ${page.startMillis} ms`;
};
