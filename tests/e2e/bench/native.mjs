// Programs beside the browser on the same file, those that are installed: ripgrep, lnav, jq, DuckDB.
//
// The wall time of the whole command, after the file was read once.
//
// Does not: install them.

import { spawnSync } from "node:child_process";

const run = (program, given, options = {}) => {
  const began = performance.now();
  const { status, stdout, error } = spawnSync(program, given, { encoding: "utf8", maxBuffer: 2 ** 30, ...options });
  return { took: performance.now() - began, ran: !error && (status === 0 || status === 1), stdout: stdout ?? "" };
};

const LOAD_AND_COUNT = `
import duckdb, sys
found = duckdb.connect().execute("SELECT count(*) FROM read_csv(?, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false, auto_detect = false)", [sys.argv[1]])
print(found.fetchone()[0], duckdb.__version__)`;

/** Calls `note(program, measure, value)`. `python` has the package duckdb, where it is installed. */
export const measureNative = ({ path, lines, filters, runs, python, note }) => {
  const version = (program) => run(program, ["--version"]).stdout.split("\n")[0].trim();
  const [rg, lnav, jq] = ["rg", "lnav", "jq"].map(version);
  const packed = path.endsWith(".gz");
  const jqs = packed ? 'gzip -dc "$1" | jq -c "select(.status == 503)"' : 'jq -c "select(.status == 503)" "$1"';
  const json = /\.jsonl(\.gz)?$/.test(path) && filters.some(({ query }) => query === "status=503");
  for (let time = 0; time < runs; time++) {
    for (const filter of rg ? filters.filter(({ rg }) => rg) : []) {
      const { took, stdout } = run("rg", ["-c", ...(packed ? ["-z"] : []), ...filter.rg, path]);
      if (Number(stdout) !== filter.lineCount) throw new Error(`ripgrep: ${filter.name}: ${stdout} instead of ${filter.lineCount}`);
      note(rg, `filter: ${filter.name}`, took);
    }
    if (lnav) note(lnav, "full index, warm", run("lnav", ["-n", "-q", "-c", ":quit", path]).took);
    if (jq && json) note(jq, "filter: field", run("sh", ["-c", `${jqs} | wc -l`, "sh", path]).took);
    const duckdb = run(python, ["-c", LOAD_AND_COUNT, path]);
    const [count, its] = duckdb.stdout.trim().split(" ");
    if (duckdb.ran && Number(count) === lines) note(`DuckDB ${its}, native`, "full index, warm", duckdb.took);
  }
};
