// The longest task of the main thread in every end-to-end flow, in Chromium: the runner of the flows is
// asked to keep them.
//
// Chromium tells tasks of 50 ms and more, so a flow without any is met whatever its longest was.
//
// Does not: say a flow is met that did not pass.

import { spawnSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const AIM_MILLIS_MAX = 50;
const runner = fileURLToPath(new URL("../run.mjs", import.meta.url));

/** One row for each flow; `told` is what the runner wrote. */
const rowOf = ({ id, verdict, longTasks }) => {
  if (verdict === "FAIL" || !longTasks) return `| ${id} | the flow failed | | not met |`;
  const millis = longTasks.map((task) => task.millis);
  const longest = Math.max(0, ...millis);
  const words = longest === 0 ? "under 50" : longest.toFixed(0);
  return `| ${id} | ${words} | ${millis.length} | ${longest <= AIM_MILLIS_MAX ? "met" : "not met"} |`;
};

/** The section of all flows, or of those named; they run in a browser of their own. */
export const measureTasks = async ({ folder, program }, flows) => {
  const out = join(folder, "long-tasks.json");
  await rm(out, { force: true });
  // Without a folder for pictures none is taken: that is the driver's work, and long.
  const env = { ...process.env, SQUALL_SHOTS: "" };
  spawnSync("node", [runner, `--browser=chrome=${program}`, `--long-tasks=${out}`, ...flows], { env, stdio: "inherit" });
  const told = JSON.parse(await readFile(out, "utf8"));
  const longest = Math.max(0, ...told.flatMap(({ longTasks }) => longTasks ?? []).map((task) => task.millis));
  return {
    title: "Longest task of the main thread, by flow",
    text: [
      "Milliseconds, in Chromium, of one run of each end-to-end flow; tasks the driver itself ran in the page are among them.",
      [
        "| flow | longest task, ms | of 50 ms and more | no main-thread task over 50 ms |",
        "| --- | ---: | ---: | --- |",
        ...told.map(rowOf),
      ].join("\n"),
      `Of all flows: ${longest === 0 ? "under 50" : longest.toFixed(0)} ms.`,
    ].join("\n\n"),
  };
};
