// An incident of 60,000 requests in five sources is opened whole: every record that was written.

import { paths, truth } from "../incident.mjs";

export const name = "an incident is opened, every record of it";

export default async (page) => {
  await page.start();
  const began = performance.now();
  await page.pick(...paths);
  await page.idle(truth.records);
  await page.shot("light");
  await page.theme("dark");
  await page.shot("dark");
  return `${truth.records} records in ${Math.round(performance.now() - began)} ms`;
};
