// What is true of an input, counted here from its bytes: lines, records, bytes of text, and how many of
// them each filter is to find. A file is read as a stream, unpacked where it ends in `.gz`.
//
// Lines and records differ where a record has several lines; programs that know lines alone are checked
// against the count of lines.
//
// Does not: use Squall, or any program that is measured.

import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** The file's text in chunks; bytes are characters. */
const chunksOf = (path) => {
  const bytes = createReadStream(path, { highWaterMark: 2 ** 22 });
  return path.endsWith(".gz") ? bytes.pipe(createGunzip({ chunkSize: 2 ** 22 })) : bytes;
};

/** Its lines, without those that are empty. */
async function* linesOf(path) {
  let rest = "";
  for await (const chunk of chunksOf(path)) {
    const lines = (rest + chunk.latin1Slice()).split("\n");
    rest = lines.pop();
    yield lines.filter((line) => line !== "");
  }
  if (rest !== "") yield [rest];
}

/** `begins` tells the first line of a record, where a record may have several.
 *  Gives `{ lines, records, bytes, filters }`, each filter with its `count` and its `lineCount`. */
export const countsOf = async (path, { filters, begins }) => {
  const found = filters.map((filter) => ({ ...filter, count: 0, lineCount: 0 }));
  let [lines, records, bytes] = [0, 0, 0];
  const settle = (record) => {
    records += 1;
    for (const filter of found) if (filter.holds(record)) filter.count += 1;
  };
  let record = null;
  for await (const some of linesOf(path)) {
    for (const line of some) {
      lines += 1;
      bytes += line.length + 1;
      if (!begins) {
        settle(line);
        continue;
      }
      for (const filter of found) if (filter.holds(line)) filter.lineCount += 1;
      if (begins(line)) {
        if (record !== null) settle(record);
        record = line;
      } else {
        record += `\n${line}`;
      }
    }
  }
  if (record !== null) settle(record);
  if (!begins) for (const filter of found) filter.lineCount = filter.count;
  return { lines, records, bytes, filters: found };
};

/** How often each of the texts stands in a file, and how many lines it has: for files too large to
 *  look at line by line. A text has no line break in it and stands once a line at most. */
export const occurrencesIn = async (path, ...texts) => {
  const needles = ["\n", ...texts].map((text) => Buffer.from(text));
  const kept = Math.max(...needles.map((needle) => needle.length)) - 1;
  const counts = needles.map(() => 0);
  let before = Buffer.alloc(0);
  for await (const chunk of chunksOf(path)) {
    const bytes = Buffer.concat([before, chunk]);
    needles.forEach((needle, which) => {
      // What ends within the bytes kept from before was counted with them.
      const from = Math.max(0, before.length - needle.length + 1);
      for (let at = bytes.indexOf(needle, from); at >= 0; at = bytes.indexOf(needle, at + 1)) counts[which] += 1;
    });
    before = bytes.subarray(Math.max(0, bytes.length - kept));
  }
  const [lines, ...found] = counts;
  return { lines, found };
};
