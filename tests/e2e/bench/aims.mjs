// What Squall aims at, as ratios within one run, each marked met or not.
//
// Does not: measure.

const SQUALL = "Squall";
const DUCKDB = "DuckDB-wasm 1.32";
const FLOOR = "reading alone";

const times = (value) => `${value.toFixed(1)} times`;

/** One line for each aim: what was aimed at, what came out, whether it is met. */
export const aims = (table, { megabytes, ripgrep, columnsMeasure }) => {
  const lines = [];
  const aim = (what, value, met) => {
    if (value !== undefined && !Number.isNaN(value.figure)) lines.push(`| ${what} | ${value.words} | ${met ? "met" : "not met"} |`);
  };
  const ratio = (a, b, words) => {
    if (a === undefined || b === undefined) return undefined;
    return { figure: a / b, words: words(a / b) };
  };
  const index = table.of("full index, warm", SQUALL);
  const duck = ratio(table.of("full index, warm", DUCKDB), index, times);
  aim("full index at least 3 times faster than DuckDB-wasm's load", duck, duck?.figure >= 3);
  const columns = columnsMeasure && ratio(table.of(`${columnsMeasure}, warm`, DUCKDB), index, times);
  if (columns) lines.push(`| the same, with DuckDB-wasm's ${columnsMeasure} | ${columns.words} | beside the aim |`);
  const yscope = ratio(table.of("usable, warm", table.column(/^YScope/)), index, times);
  aim("full index at least 6 times faster than YScope's", yscope, yscope?.figure >= 6);
  const floor = ratio(index, table.of("full index, warm", FLOOR), times);
  aim("full index within 4 times of reading the file alone", floor, floor?.figure <= 4);
  for (const measure of table.measures("filter: ")) {
    const own = table.of(measure, SQUALL);
    const than = ratio(table.of(measure, DUCKDB), own, times);
    aim(`${measure}: at least 3 times faster than DuckDB-wasm's`, than, than?.figure >= 3);
    const rg = ratio(own, table.of(measure, ripgrep), times);
    aim(`${measure}: no slower than ripgrep, natively`, rg, rg?.figure <= 1);
  }
  const memory = table.of("memory beyond an empty tab, MiB", SQUALL);
  if (megabytes <= 512) aim("memory at most 1.3 times the file", ratio(memory, megabytes, times), memory / megabytes <= 1.3);
  const millis = (measure) => {
    const value = table.of(measure, SQUALL);
    return value === undefined ? undefined : { figure: value, words: `${Math.round(value)} ms` };
  };
  for (const measure of table.measures("longest task")) {
    // Of all runs: one that freezes in some of them does freeze.
    const most = table.most(measure, SQUALL);
    const value = { figure: most, words: `${Math.round(most)} ms` };
    aim(`${measure}: at most 50 ms`, value, value?.figure <= 50);
  }
  const frame = millis("frame while scrolling, median");
  aim("60 frames a second while scrolling", frame, frame?.figure <= 17.5);
  for (const kind of ["warm", "cold"]) {
    const rows = millis(`first rows, ${kind}`);
    aim(`first rows under 300 ms, ${kind}`, rows, rows?.figure < 300);
  }
  return ["| aim | figure | |", "| --- | ---: | --- |", ...lines].join("\n");
};
