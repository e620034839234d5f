// The floor: reading the file alone in the browser, by two workers, without looking at a byte. A packed
// one is read and unpacked, by the browser itself.
//
// Does not: keep what it read.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const PAGE = `<!doctype html><input type="file" id="pick"><script>
const code = \`onmessage = ({ data: [file, start, end] }) => {
  const reader = new FileReaderSync();
  for (let at = start; at < end; at += 8388608) {
    reader.readAsArrayBuffer(file.slice(at, Math.min(end, at + 8388608)));
  }
  postMessage(0);
}\`;
const address = URL.createObjectURL(new Blob([code]));
const part = (file, start, end) => new Promise((done) => {
  const worker = new Worker(address);
  worker.onmessage = () => { worker.terminate(); done(); };
  worker.postMessage([file, start, end]);
});
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

/** Reads the file once, then `runs` times measured. */
export const measureFloor = async (browser, folder, { path, runs, note }) => {
  const at = join(folder, "floor.html");
  await writeFile(at, PAGE);
  for (let run = 0; run <= runs; run++) {
    const page = await browser.newPage("bench");
    await page.tab.goto(pathToFileURL(at).href);
    await (await page.tab.$("#pick")).uploadFile(path);
    const took = await page.tab.evaluate(() => window.readAlone());
    if (run > 0) note("full index, warm", took); // first it was not yet in memory
    await page.close();
  }
};
