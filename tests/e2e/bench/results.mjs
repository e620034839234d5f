// The page of results: sections, each of one run, in a fixed order.
//
// A run replaces the sections it measured; others stay, each with the line that says when and where it
// was measured, since the longest are not measured every time. What people wrote below the figures
// stays until they write something else.
//
// Does not: measure, or judge a figure.

import { readFile, stat, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";

const HEAD = "# Results of the bench";

/** The heading of what people write below the figures. */
const CONCLUDED = "What comes next for aims not met";

/** Sections that come after those of single files, in this order; else they keep the order they came in. */
const RANKS = [/^Cost per record/, /^10 GiB|^A large file/, /^Longest task/];
const rank = (title) => RANKS.findIndex((words) => words.test(title));

/** Where and when a run was made; `build` is the page's own word for itself. */
export const machineLine = async (browser, build) => {
  const { size } = await stat(process.env.SQUALL_PAGE);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Squall ${build} of ${(size / 1e6).toFixed(2)} MB, ${browser}, Node ${process.versions.node}, ${cpus()[0].model.trim()}, ${cpus().length} cores, ${memory}`;
};

/** What stands under each heading of the second rank, by the heading. */
const sectionsOf = (page) => {
  const sections = new Map();
  for (const part of page.split(/^## /m).slice(1)) {
    const end = part.indexOf("\n");
    sections.set(part.slice(0, end < 0 ? part.length : end).trim(), end < 0 ? "" : part.slice(end + 1).trim());
  }
  return sections;
};

// The size of a file and its records may change; its name says which section it is.
const named = (title) => title.split(":")[0];

/** The page with these sections, `{ title, text }`, in place of those of the same name in `before`. */
export const pageOf = (before, measured, machine) => {
  const kept = sectionsOf(before);
  const concluded = kept.get(CONCLUDED);
  kept.delete(CONCLUDED);
  // A section from before each said where it was measured is of nobody knows which run.
  const all = [...kept].filter(([, text]) => text.startsWith("Measured ")).map(([title, text]) => ({ title, text }));
  for (const { title, text } of measured) {
    const section = { title, text: `Measured ${machine}\n\n${text}` };
    const at = all.findIndex((old) => named(old.title) === named(title));
    if (at < 0) all.push(section);
    else all[at] = section;
  }
  all.sort((a, b) => rank(a.title) - rank(b.title));
  const rows = all.flatMap(({ text }) => text.split("\n"));
  const [met, not] = ["| met |", "| not met |"].map((end) => rows.filter((row) => row.endsWith(end)).length);
  const parts = [
    HEAD,
    "`cargo xtask bench` wrote this; CONTRIBUTING.md says how, and what its longer parts are.",
    `Of ${met + not} aims ${met} are met, ${not} are not.`,
    ...all.map(({ title, text }) => `## ${title}\n\n${text}`),
  ];
  if (concluded) parts.push(`## ${CONCLUDED}\n\n${concluded}`);
  return `${parts.join("\n\n")}\n`;
};

/** Writes the sections into the page at `path`, as soon as they are measured. */
export const writeResults = async (path, measured, machine) => {
  const before = await readFile(path, "utf8").catch(() => "");
  await writeFile(path, pageOf(before, measured, machine));
};
