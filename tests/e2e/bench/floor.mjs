// The floor: reading the file alone in the browser, by two workers, without looking at a byte. A packed
// one is read and unpacked, by the browser itself. And what lies below that floor, the memory itself: as
// many bytes as the plain text has, copied by two workers in rooms too large for a cache.
//
// Does not: keep what it read.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const PAGE = `<!doctype html><input type="file" id="pick"><script>
const code = \`onmessage = ({ data: [file, start, end] }) => {
  if (!file) {
    const [from, to] = [1, 2].map((byte) => new Uint8Array(67108864).fill(byte));
    const began = performance.now();
    for (let left = end - start; left > 0; left -= from.length) to.set(from.subarray(0, left));
    return postMessage(performance.now() - began);
  }
  const reader = new FileReaderSync();
  for (let at = start; at < end; at += 8388608) {
    reader.readAsArrayBuffer(file.slice(at, Math.min(end, at + 8388608)));
  }
  postMessage(0);
}\`;
const address = URL.createObjectURL(new Blob([code]));
const part = (file, start, end) => new Promise((done) => {
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => { worker.terminate(); done(data); };
  worker.postMessage([file, start, end]);
});
window.copyAlone = async (bytes) => Math.max(...await Promise.all([0, 1].map(() => part(null, 0, bytes / 2))));
window.readAlone = async () => {
  const [file] = document.getElementById("pick").files;
  const began = performance.now();
  if (file.name.endsWith(".gz")) {
    const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    while (!(await reader.read()).done);
    return performance.now() - began;
  }
  const half = Math.floor(file.size / 2);
  await Promise.all([part(file, 0, half), part(file, half, file.size)]);
  return performance.now() - began;
};
</script>`;

/** Reads the file once, then `runs` times measured; `bytes` of memory are copied as often. */
export const measureFloor = async (browser, folder, { path, bytes, runs, note, noteMemory }) => {
  const at = join(folder, "floor.html");
  await writeFile(at, PAGE);
  for (let run = 0; run <= runs; run++) {
    const page = await browser.newPage("bench");
    await page.tab.goto(pathToFileURL(at).href);
    await (await page.tab.$("#pick")).uploadFile(path);
    const took = await page.tab.evaluate(() => window.readAlone());
    if (run > 0) note("full index, warm", took); // first it was not yet in memory
    if (run > 0) noteMemory("full index, warm", await page.tab.evaluate((bytes) => window.copyAlone(bytes), bytes));
    await page.close();
  }
};
