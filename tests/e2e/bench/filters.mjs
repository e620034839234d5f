// The filters that are measured, by the kind of the file: the same question for every program, and what
// tells whether a record answers it.
//
// `text` is looked for without regard to case, as Squall's bare words are; `regex` as it is. A filter's
// `needle` is what a program without a language is asked.
//
// Does not: ask anybody, or count.

const text = (name, query, text) => ({
  name,
  query,
  needle: text,
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

/** Of the generated Java log; what is looked for stands in one line of its record. */
const JAVA = [
  text("literal (rare)", '"upstream stock-7 "', "upstream stock-7 "),
  text("literal (in stack traces)", '"connection reset"', "connection reset"),
  text("literal, any case", "SOCKETTIMEOUTEXCEPTION", "sockettimeoutexception"),
  {
    name: "regular expression",
    query: "/worker-1[0-6]. ERROR .*stock-[0-3]/",
    sql: `regexp_matches(line, 'worker-1[0-6]. ERROR .*stock-[0-3]')`,
    rg: ["worker-1[0-6]. ERROR .*stock-[0-3]"],
    holds: (record) => /worker-1[0-6]. ERROR .*stock-[0-3]/.test(record),
  },
  {
    name: "field",
    query: "level=error",
    sql: `line LIKE '%] ERROR %'`,
    rg: ["-F", "] ERROR "],
    holds: (record) => record.includes("] ERROR "),
  },
];

/** Of another generator's JSON lines. */
const OTHER_JSON_LINES = [
  text("literal (rare)", '"attempt 2/3"', "attempt 2/3"),
  text("literal (common)", "gateway", "gateway"),
  text("literal, any case", "DEPRECATED", "deprecated"),
  {
    name: "regular expression",
    query: "/payment-service.*retr(y|ies)/",
    sql: `regexp_matches(line, 'payment-service.*retr(y|ies)')`,
    rg: ["payment-service.*retr(y|ies)"],
    holds: (line) => /payment-service.*retr(y|ies)/.test(line),
  },
  {
    name: "field",
    query: "service=auth-service",
    sql: `line LIKE '%"service":"auth-service"%'`,
    rg: ["-F", '"service":"auth-service"'],
    holds: (line) => line.includes('"service":"auth-service"'),
  },
  {
    name: "level and text",
    query: "level>=warn cart",
    sql: `regexp_matches(line, '"level":"(warn|error|fatal)"') AND line ILIKE '%cart%'`,
    holds: (line) => /"level":"(warn|error|fatal)"/.test(line) && line.toLowerCase().includes("cart"),
  },
];

/** Of another generator's access log. */
const OTHER_ACCESS_LOG = [
  text("literal (rare)", "robots.txt", "robots.txt"),
  ...ACCESS_LOG.filter(({ name }) => name !== "literal (rare)"),
];

/** What DuckDB takes out of a line in the load that is comparable to an index. */
const OF_JSON = {
  time: `TRY_CAST(regexp_extract(line, '"(?:ts|timestamp)":"([^"]*)"', 1) AS TIMESTAMP)`,
  level: `regexp_extract(line, '"level":"([a-z]*)"', 1)`,
};
const JSON_COLUMNS = { ...OF_JSON, status: `TRY_CAST(regexp_extract(line, '"status":([0-9]+)', 1) AS SMALLINT)` };
const OTHER_JSON_COLUMNS = { ...OF_JSON, service: `regexp_extract(line, '"service":"([^"]*)"', 1)` };
// An access log's level is the first digit of its status.
const ACCESS_COLUMNS = {
  time: `try_strptime(regexp_extract(line, '\\[([^ \\]]*)', 1), '%d/%b/%Y:%H:%M:%S')`,
  level: `regexp_extract(line, '" ([1-5])[0-9][0-9] ', 1)`,
  status: `TRY_CAST(regexp_extract(line, '" ([1-5][0-9][0-9]) ', 1) AS SMALLINT)`,
};

const beginsWithDate = (line) => /^\d{4}-\d\d-\d\d /.test(line);

/** By what a file's name begins with; the last two are for any other file. */
const KINDS = [
  { names: /^other-.*jsonl/, filters: OTHER_JSON_LINES, columns: OTHER_JSON_COLUMNS },
  { names: /^other-.*log/, filters: OTHER_ACCESS_LOG, columns: ACCESS_COLUMNS },
  { names: /^java/, filters: JAVA, begins: beginsWithDate },
  { names: /\.jsonl/, filters: JSON_LINES, columns: JSON_COLUMNS },
  { names: /./, filters: ACCESS_LOG, columns: ACCESS_COLUMNS },
];

/** How a file is asked, by its name: its `filters`, the `columns` DuckDB makes of it, and where a record
 *  may have several lines, how one `begins`. */
export const kindOf = (name) => KINDS.find(({ names }) => names.test(name));
