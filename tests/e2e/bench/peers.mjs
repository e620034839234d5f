// Other engines in a browser's tab on the same files: DuckDB-wasm and Perspective, from npm.
//
// They are loaded from a server on this machine, and given the file as a person would, by a file input.
// DuckDB's JSON reader would come from its own host, so it reads each line as one text, which is
// less work than reading JSON; Perspective reads the JSON.
//
// Does not: see anything but what `bench` measures.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const KINDS = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

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
  async load() {
    await to.query("DROP TABLE IF EXISTS log");
    await db.dropFile("log").catch(() => {});
    await db.registerFileHandle("log", file(), duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    await to.query("CREATE TABLE log AS SELECT * FROM read_csv('log', columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false, auto_detect = false)");
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

/** The peers, by their pages. */
export const PEERS = [
  { name: "DuckDB-wasm 1.32", page: "/duckdb.html", reads: () => true },
  { name: "Perspective 5.5", page: "/perspective.html", reads: (path) => path.endsWith(".jsonl") },
];

/** Serves the packages in `folder` and the peers' pages on loopback. */
export const servePeers = async (folder) => {
  const pages = { "/duckdb.html": DUCKDB, "/perspective.html": PERSPECTIVE };
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    try {
      const body = pages[path] ?? (await readFile(join(folder, "node_modules", path)));
      response.writeHead(200, { "content-type": KINDS[extname(path)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
};

/** Starts a peer in a tab, loads the file `runs` times warm and counts each filter; calls `note(measure, value)`. */
export const measurePeer = async (tab, address, { path, lines, filters, runs, note }) => {
  await tab.goto(address);
  await tab.waitForFunction(() => window.peer, { timeout: 60_000 });
  const timed = (call) => tab.evaluate(async (call) => {
    const began = performance.now();
    const value = await window.peer[call.name](call.with);
    return { value, took: performance.now() - began };
  }, call);
  note("start", (await timed({ name: "start" })).took);
  await (await tab.$("#pick")).uploadFile(path);
  for (let run = 0; run <= runs; run++) {
    const { value, took } = await timed({ name: "load" });
    if (value !== lines) throw new Error(`${address} has ${value} of ${lines} lines`);
    if (run === 0) note("full index, cold", took);
    else note("full index, warm", took);
  }
  if (!(await tab.evaluate(() => "count" in window.peer))) return;
  for (const filter of filters) {
    for (let run = 0; run < runs; run++) {
      const { value, took } = await timed({ name: "count", with: filter });
      if (value !== filter.count) throw new Error(`${filter.name}: ${address} found ${value} instead of ${filter.count}`);
      note(`filter: ${filter.name}`, took);
    }
  }
};
