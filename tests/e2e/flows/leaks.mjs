// A server that hands out the page and counts everything else: logs full of its address, in every
// way in which a page could be made to call it, are opened, looked at and handed over, and it hears nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { keepSaved, lastSaved } from "../saved.mjs";

export const name = "no channel carries anything out while logs are read, looked at and handed over";

const MINUTE = 60;

/** Lines that would call the server wherever they were taken for more than text. */
const log = (host) => {
  const at = `http://${host}`;
  const lures = [
    `<img src=${at}/image>`,
    `<script src=${at}/script></script>`,
    `<link rel=prefetch href=${at}/prefetch>`,
    `<link rel=stylesheet href=${at}/style>`,
    `<iframe src=${at}/frame></iframe>`,
    `<form action=${at}/form><input autofocus onfocus=this.form.submit()></form>`,
    `<svg onload=fetch('${at}/fetch')>`,
    `<meta http-equiv=refresh content=0;url=${at}/refresh>`,
    `![image](${at}/markdown) [link](${at}/link)`,
    `url(${at}/url) @import '${at}/import'`,
    `javascript:navigator.sendBeacon('${at}/beacon')`,
    `ws://${host}/socket =HYPERLINK("${at}/cell")`,
  ];
  const line = (second) => {
    const time = new Date(Date.UTC(2026, 2, 1, 14, 0, second)).toISOString();
    const lure = JSON.stringify(lures[second % lures.length]);
    const level = second > 20 * MINUTE && second < 21 * MINUTE ? "error" : "info";
    return `{"time":"${time}","level":"${level}","message":${lure},"avatar":${lure},"id":"req-${second}"}\n`;
  };
  return Array.from({ length: 40 * MINUTE }, (_, second) => line(second)).join("");
};

export default async (page) => {
  const calls = [];
  const text = await readFile(process.env.SQUALL_PAGE);
  const server = createServer((request, answer) => {
    calls.push(`${request.method} ${request.url}`);
    answer.setHeader("content-type", "text/html").end(text);
  });
  server.on("upgrade", (request, socket) => {
    calls.push(`socket ${request.url}`);
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${server.address().port}`;
  page.watchAt(host);
  try {
    await page.tab.goto(`http://${host}/`);
    await page.idle();
    await page.drop({ name: `<img src=//${host}/name>.log`, text: log(host) });
    await page.idle(40 * MINUTE);
    await used(page);
    await handedOver(page);
    assert.deepEqual(calls.filter((call) => call !== "GET /favicon.ico"), ["GET /"], "the page alone was asked for");
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
};

const used = async (page) => {
  await page.press("g");
  await page.press("Enter");
  await page.until("the detail", () => document.querySelector(".detail-message"));
  for (const tab of ["2", "3", "4", "5", "6", "7", "1"]) {
    await page.press(tab);
    await page.idle();
  }
  await page.press("b");
  await page.until("the explanation", () => document.querySelector("#explain-sentence"));
  await page.idle();
};

const handedOver = async (page) => {
  await keepSaved(page);
  await page.press("w");
  let saved = 0;
  for (const form of ["JSON lines", "CSV", "Text as in the input", "Markdown table", "Squall with these events"]) {
    await page.until("that all was looked through", () => document.querySelector("#save-events")?.disabled === false);
    await page.click(`.hand-buttons ::-p-text(${form})`);
    await page.click("#save-events");
    saved += 1;
    await lastSaved(page, saved);
  }
  for (const paper of ["svg", "png", "patterns", "fields", "requests", "bursts"]) {
    await page.until("nothing going on", () => document.querySelector("#save-svg")?.disabled === false);
    await page.click(`#save-${paper}`);
    saved += 1;
    await lastSaved(page, saved);
  }
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("W");
  await page.until("the report", () => document.querySelector("#save-report")?.disabled === false);
  await page.click("#save-report");
  await lastSaved(page, saved + 1);
  await page.tab.evaluate(() => document.activeElement?.blur());
  await page.press("T");
  await page.until("the tools", () => document.querySelectorAll(".tool").length === 10);
  await page.press("y");
  await page.press("Escape");
};
