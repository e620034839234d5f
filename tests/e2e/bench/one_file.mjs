// One input in every program: a table, and what was aimed at.
//
// Squall failing ends the run; a peer that fails is named below the table, with what it said.
//
// Does not: know how a program is driven.

import { basename } from "node:path";
import { MEBIBYTE } from "../memory.mjs";
import { aims } from "./aims.mjs";
import { countsOf } from "./counts.mjs";
import { kindOf } from "./filters.mjs";
import { measureFloor } from "./floor.mjs";
import { measureNative } from "./native.mjs";
import { PEERS, measurePeer, withColumns } from "./peers.mjs";
import { measureOneWorker, measureSquall } from "./squall.mjs";
import { Table } from "./table.mjs";
import { measureViewer } from "./viewers.mjs";

const RIPGREP = /^ripgrep/;
const PEER_MILLIS_MAX = 30 * 60_000;

const inTime = (promise) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${PEER_MILLIS_MAX / 60_000} minutes`)), PEER_MILLIS_MAX);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** The section of the file at `path`. `bench` is what all parts share (main.mjs). */
export const measureFile = async (bench, path) => {
  const { browser, runs } = bench;
  const kind = kindOf(basename(path));
  const counts = await countsOf(path, kind);
  const task = { path, runs, ...counts, columns: kind.columns };
  const table = new Table();
  const remarks = new Set();
  const noted = (column) => (measure, value) => table.note(measure, column, value);
  const doing = (name) => console.log(`  ${basename(path)}: ${name}`);
  const attempt = async (name, measure) => {
    doing(name);
    // A browser of its own: one that hangs in a file is ended with all it holds.
    const own = await bench.fresh();
    try {
      await inTime(measure(own));
    } catch (error) {
      console.error(`${name}: ${error.stack ?? error}`);
      remarks.add(`${name} failed: ${String(error.message ?? error).split("\n")[0]}`);
    } finally {
      await own.close().catch(() => {});
    }
  };
  doing(`Squall, ${counts.records} records`);
  await measureSquall(browser, { ...task, note: noted("Squall") });
  await measureOneWorker(browser, { ...task, note: noted("Squall") });
  doing("reading alone");
  await measureFloor(browser, bench.folder, { ...task, note: noted("reading alone"), noteMemory: noted("copying in memory") });
  remarks.add("Copying in memory is what memory alone takes to copy as many bytes as the plain text has, by two workers.");
  if (path.endsWith(".gz")) remarks.add("Reading alone is reading and unpacking here, by the browser's own unpacker; sizes are those of the unpacked text.");
  for (const peer of bench.peers ? PEERS : []) {
    if (!peer.reads(path, counts.bytes)) remarks.add(`${peer.name} does not read this file.`);
    else await attempt(peer.name, (own) => measurePeer(own, bench.peers.host + peer.page, { ...task, note: noted(peer.name) }));
  }
  for (const viewer of bench.viewers) {
    remarks.add(viewer.remark);
    if (!viewer.reads(path, counts.bytes)) remarks.add(`${viewer.name} does not read this file.`);
    else await attempt(viewer.name, (own) => measureViewer(own, viewer, { ...task, note: noted(viewer.name) }));
  }
  const programs = new Set();
  const native = (program, measure, value) => {
    programs.add(program);
    table.note(measure, program, value);
  };
  measureNative({ ...task, python: bench.python, note: native });
  const ripgrep = [...programs].find((name) => RIPGREP.test(name));
  const megabytes = counts.bytes / MEBIBYTE;
  const several = counts.lines === counts.records ? "" : ` of ${counts.lines} lines`;
  return {
    title: `${basename(path)}: ${megabytes.toFixed(0)} MiB${several}, ${counts.records} records`,
    text: [
      `Milliseconds, medians of ${runs} (least to most).`,
      table.markdown(),
      ...(remarks.size > 0 ? [[...remarks].map((remark) => `- ${remark}`).join("\n")] : []),
      aims(table, { megabytes, ripgrep, columnsMeasure: kind.columns && withColumns(kind.columns) }),
    ].join("\n\n"),
  };
};
