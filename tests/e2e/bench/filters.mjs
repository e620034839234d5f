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

const pattern = (pattern) => {
  const regex = new RegExp(pattern);
  return {
    name: "regular expression",
    query: `/${pattern}/`,
    sql: `regexp_matches(line, '${pattern}')`,
    rg: [pattern],
    holds: (line) => regex.test(line),
  };
};

/** A condition of a field, which other programs see as a part of the line. */
const field = (query, part) => ({
  name: "field",
  query,
  sql: `line LIKE '%${part}%'`,
  rg: ["-F", part],
  holds: (line) => line.includes(part),
});

/** A word in JSON lines that warn or worse. */
const graveAnd = (word) => ({
  name: "level and text",
  query: `level>=warn ${word}`,
  sql: `regexp_matches(line, '"level":"(warn|error|fatal)"') AND line ILIKE '%${word}%'`,
  holds: (line) => /"level":"(warn|error|fatal)"/.test(line) && line.toLowerCase().includes(word),
});

/** Of the generated JSON lines. */
const JSON_LINES = [
  text("literal (rare)", '"upstream stock-7 "', "upstream stock-7 "),
  text("literal (common)", '"order"', "order"),
  text("literal, any case", "TIMED", "timed"),
  pattern('web-[0-4].*status":50[0-9]'),
  { ...field("status=503", '"status":503'), holds: (line) => JSON.parse(line).status === 503 },
  graveAnd("order"),
];

/** Of the generated access log. */
const ACCESS_LOG = [
  text("literal (rare)", "books/235", "books/235"),
  text("literal (common)", "mozilla", "mozilla"),
  pattern('" 50[0-9] [0-9]+ '),
  field("status=503", '" 503 '),
];

/** Of the generated Java log; what is looked for stands in one line of its record. */
const JAVA = [
  text("literal (rare)", '"upstream stock-7 "', "upstream stock-7 "),
  text("literal (in stack traces)", '"connection reset"', "connection reset"),
  text("literal, any case", "SOCKETTIMEOUTEXCEPTION", "sockettimeoutexception"),
  pattern("worker-1[0-6]. ERROR .*stock-[0-3]"),
  field("level=error", "] ERROR "),
];

/** Of another generator's JSON lines. */
const OTHER_JSON_LINES = [
  text("literal (rare)", '"attempt 2/3"', "attempt 2/3"),
  text("literal (common)", "gateway", "gateway"),
  text("literal, any case", "DEPRECATED", "deprecated"),
  pattern("payment-service.*retr(y|ies)"),
  field("service=auth-service", '"service":"auth-service"'),
  graveAnd("cart"),
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
