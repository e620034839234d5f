// The filters that are measured: the same question for every program, and how many lines answer it.
//
// `text` is looked for without regard to case, as Squall's bare words are; `regex` as it is.
//
// Does not: ask anybody.

const text = (name, query, text) => ({
  name,
  query,
  sql: `line ILIKE '%${text.replaceAll("_", "\\_")}%'`,
  rg: ["-i", "-F", text],
  holds: (line) => line.toLowerCase().includes(text),
});

/** Of the generated JSON lines. */
const JSON_LINES = [
  text("literal (rare)", '"upstream stock-7 "', "upstream stock-7 "),
  text("literal (common)", '"order"', "order"),
  text("literal, any case", "TIMED", "timed"),
  {
    name: "regular expression",
    query: '/web-[0-4].*status":50[0-9]/',
    sql: `regexp_matches(line, 'web-[0-4].*status":50[0-9]')`,
    rg: ['web-[0-4].*status":50[0-9]'],
    holds: (line) => /web-[0-4].*status":50[0-9]/.test(line),
  },
  {
    name: "field",
    query: "status=503",
    sql: `line LIKE '%"status":503%'`,
    rg: ["-F", '"status":503'],
    holds: (line) => JSON.parse(line).status === 503,
  },
  {
    name: "level and text",
    query: "level>=warn order",
    sql: `regexp_matches(line, '"level":"(warn|error|fatal)"') AND line ILIKE '%order%'`,
    holds: (line) => /"level":"(warn|error|fatal)"/.test(line) && line.toLowerCase().includes("order"),
  },
];

/** Of the generated access log. */
const ACCESS_LOG = [
  text("literal (rare)", "books/235", "books/235"),
  text("literal (common)", "mozilla", "mozilla"),
  {
    name: "regular expression",
    query: '/" 50[0-9] [0-9]+ /',
    sql: `regexp_matches(line, '" 50[0-9] [0-9]+ ')`,
    rg: ['" 50[0-9] [0-9]+ '],
    holds: (line) => /" 50[0-9] [0-9]+ /.test(line),
  },
  {
    name: "field",
    query: "status=503",
    sql: `line LIKE '%" 503 %'`,
    rg: ["-F", '" 503 '],
    holds: (line) => line.includes('" 503 '),
  },
];

/** The filters for a file, by its name, each with its `count` in `lines`. */
export const filtersOf = (path, lines) => {
  const filters = path.endsWith(".jsonl") ? JSON_LINES : ACCESS_LOG;
  return filters.map((filter) => ({ ...filter, count: lines.filter(filter.holds).length }));
};
