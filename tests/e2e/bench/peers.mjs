// Other engines in a browser's tab on the same files: DuckDB-wasm and Perspective, from npm.
//
// They are loaded from a server on this machine, and given the file as a person would, by a file input.
// DuckDB's JSON reader would come from its own host, so it reads each line as one text, which is
// less work than reading JSON. It is measured a second time making columns of time, level and such while
// it loads, which is nearer to what Squall's index holds. Perspective reads the JSON.
//
// Does not: see anything but what `bench` measures.

import { join } from "node:path";
import { MEBIBYTE, rendererBytes } from "../memory.mjs";
import { serveFolder } from "./loopback.mjs";

const STRING_BYTES_MAX = 2 ** 29 - 24;

const DUCKDB = `<!doctype html><input type="file" id="pick">
<script type="importmap">{"imports": {
  "apache-arrow": "/apache-arrow/Arrow.mjs",
  "flatbuffers": "/flatbuffers/mjs/flatbuffers.js",
  "tslib": "/tslib/tslib.es6.mjs"
}}</script>
<script type="module">
import * as duckdb from "/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs";
const file = () => document.getElementById("pick").files[0];
let db, to;
window.peer = {
  async start() {
    db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"));
    await db.instantiate(location.origin + "/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");
    to = await db.connect();
  },
  async load({ columns = {} } = {}) {
    await to.query("DROP TABLE IF EXISTS log");
    await db.dropFile("log").catch(() => {});
    await db.registerFileHandle("log", file(), duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    const taken = Object.entries(columns).map(([name, sql]) => ", " + sql + " AS " + name).join("");
    const packed = file().name.endsWith(".gz") ? ", compression = 'gzip'" : "";
    await to.query("CREATE TABLE log AS SELECT line" + taken + " FROM read_csv('log', columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false, auto_detect = false" + packed + ")");
    return this.count({ sql: "true" });
  },
  async count({ sql }) {
    const found = await to.query("SELECT count(*) AS n FROM log WHERE " + sql);
    return Number(found.toArray()[0].n);
  },
};
</script>`;

const PERSPECTIVE = `<!doctype html><input type="file" id="pick">
<script type="module">
import perspective from "/@perspective-dev/client/dist/esm/perspective.inline.js";
let worker, table;
window.peer = {
  async start() {
    worker = await perspective.worker();
    await (await worker.table({ a: "integer" })).delete();
  },
  async load() {
    await table?.delete();
    const text = await document.getElementById("pick").files[0].text();
    table = await worker.table(text, { format: "ndjson" });
    return table.size();
  },
};
</script>`;

/** The peers, by their pages; `reads` tells whether one can open a file at all. */
export const PEERS = [
  { name: "DuckDB-wasm 1.32", page: "/duckdb.html", reads: () => true },
  {
    name: "Perspective 5.5",
    page: "/perspective.html",
    reads: (path, bytes) => path.endsWith(".jsonl") && bytes <= STRING_BYTES_MAX,
  },
];

/** Serves the packages in `folder` and the peers' pages on loopback. */
export const servePeers = (folder) =>
  serveFolder(join(folder, "node_modules"), { "/duckdb.html": DUCKDB, "/perspective.html": PERSPECTIVE });

/** The words for a load that makes these columns. */
export const withColumns = (columns) => {
  const names = Object.keys(columns);
  return `full index with ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
};

const timed = (tab, call) => tab.evaluate(async (call) => {
  const began = performance.now();
  const value = await window.peer[call.name](call.with);
  return { value, took: performance.now() - began };
}, call);

/** Starts a peer in a browser of its own, loads the file `runs` times warm and counts each filter; calls `note(measure, value)`. */
export const measurePeer = async (browser, address, { path, lines, filters, columns, runs, note }) => {
  const { tab } = await browser.newPage("bench");
  await tab.goto(address);
  await tab.waitForFunction(() => window.peer, { timeout: 60_000 });
  note("start", (await timed(tab, { name: "start" })).took);
  await (await tab.$("#pick")).uploadFile(path);
  const empty = await rendererBytes(browser.pid());
  const load = async (measure, kinds, given) => {
    for (const kind of kinds) {
      const { value, took } = await timed(tab, { name: "load", with: given });
      if (value !== lines) throw new Error(`${address} has ${value} of ${lines} lines`);
      note(`${measure}, ${kind}`, took);
    }
  };
  const warm = Array.from({ length: runs }, () => "warm");
  await load("full index", ["cold", ...warm], {});
  note("memory beyond an empty tab, MiB", ((await rendererBytes(browser.pid())) - empty) / MEBIBYTE);
  if (!(await tab.evaluate(() => "count" in window.peer))) return;
  for (const filter of filters) {
    for (let run = 0; run < runs; run++) {
      const { value, took } = await timed(tab, { name: "count", with: filter });
      if (value !== filter.lineCount) throw new Error(`${filter.name}: ${address} found ${value} instead of ${filter.lineCount}`);
      note(`filter: ${filter.name}`, took);
    }
  }
  if (!columns) return;
  await load(withColumns(columns), warm, { columns });
  // A column that is not found in the lines would be no work.
  for (const name of Object.keys(columns)) {
    const { value } = await timed(tab, { name: "count", with: { sql: `${name} IS NOT NULL AND CAST(${name} AS VARCHAR) <> ''` } });
    if (value !== lines) throw new Error(`${address} took ${name} out of ${value} of ${lines} lines`);
  }
};
