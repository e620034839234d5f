// The page cannot reach the network even when a script in it tries, and neither can its workers;
// a script or a style that was not packed does not run.

import assert from "node:assert/strict";
import { listen } from "../sink.mjs";

export const name = "nothing leaves the tab, whatever is tried in it";

export default async (page) => {
  await assertSinksHear(page.tab.browser());
  const sink = await listen();
  try {
    await page.start();
    // Each refusal is an error in the console, in the browser's own words.
    page.expectError("");
    page.watchAt(sink.host);
    const directives = await page.tab.evaluate(tryEverything, sink.host);
    for (const [attempt, directive] of Object.entries(directives)) {
      assert.notEqual(directive, null, `${attempt} was not refused`);
    }
    assert.equal(await page.tab.evaluate(() => window.ranUnpacked), undefined);
    assert.equal(sink.calls(), 0, "something left the tab");
  } finally {
    await sink.close();
  }
};

// Else the flow would pass where nothing can ever arrive.
const assertSinksHear = async (browser) => {
  const sink = await listen();
  const plain = await browser.newPage();
  // A browser may drop a request when the machine's network changes: what counts is that one arrives.
  for (let tries = 0; tries < 20 && sink.calls() === 0; tries += 1) {
    await plain.goto(`http://${sink.host}/`).catch(() => {});
  }
  await plain.close();
  assert.ok(sink.calls() > 0, "a call arrives where no policy forbids it");
  await sink.close();
};

// Runs in the page: makes each attempt and gives the directive that refused it, or null.
const tryEverything = async (host) => {
  const address = `http://${host}/`;
  const refusal = (directive, attempt) =>
    new Promise((resolve) => {
      const heard = (event) => {
        if (event.effectiveDirective === directive) resolve(directive);
      };
      addEventListener("securitypolicyviolation", heard);
      setTimeout(resolve, 3000, null);
      try {
        attempt()?.catch?.(() => {});
      } catch (error) {
        resolve(error.name);
      }
    });
  const add = (tag, properties) => {
    document.body.append(Object.assign(document.createElement(tag), properties));
  };
  const request = () => {
    const call = new XMLHttpRequest();
    call.open("GET", address);
    call.send();
  };
  // Made as the page's own workers are, so it inherits the policy as they do.
  const worker = new Promise((resolve) => {
    const script = `
      addEventListener("securitypolicyviolation", (e) => postMessage(e.effectiveDirective));
      fetch("${address}").catch(() => {});`;
    const made = new Worker(URL.createObjectURL(new Blob([script])));
    made.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, 3000, null);
  });
  return {
    fetch: await refusal("connect-src", () => fetch(address)),
    request: await refusal("connect-src", request),
    beacon: await refusal("connect-src", () => void navigator.sendBeacon(address, "x")),
    socket: await refusal("connect-src", () => void new WebSocket(`ws://${host}/`)),
    events: await refusal("connect-src", () => void new EventSource(address)),
    image: await refusal("img-src", () => add("img", { src: address })),
    frame: await refusal("frame-src", () => add("iframe", { src: address })),
    script: await refusal("script-src-elem", () => add("script", { textContent: "ranUnpacked = 1" })),
    handler: await refusal("script-src-attr", () => {
      add("div", { innerHTML: `<img src="x" onerror="ranUnpacked = 1">` });
    }),
    style: await refusal("style-src-elem", () => add("style", { textContent: "p { top: 0 }" })),
    code: await refusal("script-src", () => void new Function("ranUnpacked = 1")()),
    worker: await worker,
  };
};
