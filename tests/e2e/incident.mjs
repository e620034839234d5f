// The generated incident that the flows open, and what is true of it, counted by its generator.
//
// Does not: count with Squall.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.SQUALL_INCIDENT;

/** `{ records, lines, sources: [{ file, records, levels, … }], window, … }` */
export const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));

/** The paths of its files. */
export const paths = truth.sources.map(({ file }) => join(folder, file));
