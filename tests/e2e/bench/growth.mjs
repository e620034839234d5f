// Cost per record over files of one kind that grow: it is linear where it stays the same.
//
// Does not: filter.

import { stat } from "node:fs/promises";
import { MEBIBYTE } from "../memory.mjs";
import { occurrencesIn } from "./counts.mjs";
import { measureLoads } from "./squall.mjs";
import { Table } from "./table.mjs";

/** The aim: so many times the bytes may cost so many times the time. */
const AIM = { small: 100, large: 1024, timesMax: 11 };

const INDEX = "full index, warm";
const MEMORY = "memory beyond an empty tab, MiB";

const whole = (value) => Math.round(value).toString();

/** The section of the files at `paths`, each record of which is a line; `bench` is what all parts share. */
export const measureGrowth = async ({ browser, runs }, paths) => {
  const rows = [];
  const sizes = await Promise.all(paths.map(async (path) => ({ path, mebibytes: Math.round((await stat(path)).size / MEBIBYTE) })));
  for (const { path, mebibytes } of sizes.sort((a, b) => a.mebibytes - b.mebibytes)) {
    const { lines: records } = await occurrencesIn(path);
    const table = new Table();
    await measureLoads(browser, { path, records, runs, note: (measure, value) => table.note(measure, "Squall", value) });
    const [millis, memory] = [table.of(INDEX, "Squall"), table.of(MEMORY, "Squall")];
    rows.push({ mebibytes, records, millis, memory, spread: table.cell(INDEX, "Squall") });
    console.log(`  ${mebibytes} MiB, ${records} records: full index ${table.cell(INDEX, "Squall")} ms, ${whole(memory)} MiB`);
  }
  const cells = rows.map(({ mebibytes, records, spread, millis, memory }) => [
    mebibytes,
    records,
    spread,
    whole((millis * 1e6) / records),
    whole(memory),
    whole((memory * MEBIBYTE) / records),
  ]);
  const head = ["MiB", "records", "full index, warm, ms", "ns a record", "memory beyond an empty tab, MiB", "bytes of memory a record"];
  const lines = [head, head.map(() => "---:"), ...cells].map((cells) => `| ${cells.join(" | ")} |`);
  return {
    title: "Cost per record, generated JSON lines",
    text: [`Medians of ${runs} (least to most).`, lines.join("\n"), aim(rows)].join("\n\n"),
  };
};

const aim = (rows) => {
  const of = (size) => rows.find(({ mebibytes }) => mebibytes === size)?.millis;
  const [small, large] = [of(AIM.small), of(AIM.large)];
  const head = "| aim | figure | |\n| --- | ---: | --- |";
  if (small === undefined || large === undefined) return `${head}\n| 1 GiB costs at most 11 times 100 MiB | not measured in this run | |`;
  const times = large / small;
  return `${head}\n| 1 GiB costs at most 11 times 100 MiB | ${times.toFixed(1)} times | ${times <= AIM.timesMax ? "met" : "not met"} |`;
};
