// Memory of a browser's pages, as the system counts it.
//
// Does not: work outside Linux.

import { readFile, readdir } from "node:fs/promises";

export const MEBIBYTE = 2 ** 20;

const read = (path) => readFile(path, "utf8").catch(() => "");

/** Bytes (proportional set size) of all renderer processes below the browser's process. */
export const rendererBytes = async (browserPid) => {
  const parents = new Map();
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const status = await read(`/proc/${entry}/status`);
    parents.set(Number(entry), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]));
  }
  const isBelow = (pid) => {
    for (let at = pid; at > 1 && parents.has(at); at = parents.get(at)) if (at === browserPid) return true;
    return false;
  };
  let bytes = 0;
  for (const pid of parents.keys()) {
    if (!isBelow(pid)) continue;
    if (!(await read(`/proc/${pid}/cmdline`)).includes("--type=renderer")) continue;
    const kibibytes = /^Pss:\s*(\d+)/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1];
    bytes += Number(kibibytes ?? 0) * 1024;
  }
  return bytes;
};
