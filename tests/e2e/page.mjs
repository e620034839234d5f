// One tab with the packed page: what a flow does with it and what it can ask of it.
//
// The app shows its state on the root element: `data-idle` is "1" while no work is under way,
// `data-records` is the exact number of records opened, `data-build` the version, `data-ready` the
// milliseconds from the navigation until the start screen took files.
//
// Does not: sleep. Everything waits for a state of the page.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SHOTS = process.env.SQUALL_SHOTS;
const ADDRESS = pathToFileURL(process.env.SQUALL_PAGE).href;

const LOCAL = /^(file|blob|data|about|chrome|resource|moz-extension):/;

export class SquallPage {
  #errors = [];
  #requests = [];
  #visited = [];
  #expected = [];
  #watchedHost = null;

  /** How long work may take; the bench reads files that take longer. */
  idleMillisMax = 120_000;

  /** `tab` is the driver's page, for what has no word here; `kind` is "chrome" or "firefox". */
  constructor(tab, kind, flow) {
    this.tab = tab;
    this.kind = kind;
    this.flow = flow;
    tab.on("request", (request) => this.#requests.push(request.url()));
    // A tab that the page opened would make calls of its own: where it goes is one.
    for (const event of ["targetcreated", "targetchanged"]) {
      tab.browserContext().on(event, (target) => {
        if (target.type() === "page") this.#visited.push(target.url());
      });
    }
    tab.on("pageerror", (error) => this.#errors.push(String(error)));
    tab.on("console", (message) => {
      if (message.type() === "error") this.#errors.push(message.text());
    });
  }

  /** Opens the page, from disk where no other address is given, and waits until it can be used.
   *  `hash` begins with "#". */
  async start(hash = "", address = ADDRESS) {
    await this.tab.goto(address + hash);
    await this.idle();
    this.startMillis = Number(await this.tab.evaluate(() => document.documentElement.dataset.ready));
  }

  /** Waits until no work is under way, and if given, until this many records are opened. */
  async idle(records) {
    const done = (wanted) => {
      const { idle, records } = document.documentElement.dataset;
      return idle === "1" && (wanted === undefined || records === String(wanted));
    };
    try {
      await this.tab.waitForFunction(done, { polling: 10, timeout: this.idleMillisMax }, records);
    } catch (error) {
      const state = await this.tab.evaluate(() => ({ ...document.documentElement.dataset }));
      throw new Error(`never idle${records === undefined ? "" : ` with ${records} records`}: ${JSON.stringify(state)}`, { cause: error });
    }
  }

  /** Waits until `test` holds in the page; `what` names it in the error. */
  async until(what, test, ...values) {
    try {
      await this.tab.waitForFunction(test, { polling: 50, timeout: 60_000 }, ...values);
    } catch (error) {
      throw new Error(`never saw ${what}`, { cause: error });
    }
  }

  /** Opens files by their paths through the page's file picker. */
  async pick(...paths) {
    const input = await this.tab.waitForSelector("#pick");
    await input.evaluate((input) => (input.value = "")); // as the app does before the dialog opens
    await input.uploadFile(...paths);
  }

  /** Closes every source, from the Sources panel. */
  async closeAll() {
    await this.tab.evaluate(() => document.activeElement?.blur());
    await this.tab.keyboard.press("5");
    await this.click("#close-all");
    await this.idle(0);
  }

  /** What the Sources panel says of each source, by its name: the line of its card, and its remark. */
  async sources() {
    await this.tab.evaluate(() => document.activeElement?.blur());
    await this.tab.keyboard.press("5");
    await this.until("the sources", () => document.querySelector(".source"));
    const cards = await this.tab.$$eval(".source", (all) =>
      all.map((card) => [
        card.getAttribute("aria-label"),
        `${card.querySelector(".source-state").textContent}; ${card.querySelector(".source-remark")?.textContent ?? ""}`,
      ]),
    );
    await this.tab.keyboard.press("1");
    return Object.fromEntries(cards);
  }

  /** Drops files made of `{ name, text }` on the page. */
  async drop(...files) {
    await this.tab.evaluate((files) => {
      const dataTransfer = new DataTransfer();
      for (const { name, text } of files) {
        dataTransfer.items.add(new File([text], name, { lastModified: 0 }));
      }
      const on = document.querySelector("main") ?? document.body;
      for (const kind of ["dragenter", "dragover", "drop"]) {
        const options = { bubbles: true, cancelable: true, dataTransfer };
        on.dispatchEvent(new DragEvent(kind, options));
      }
    }, files);
  }

  /** The visible text of the first element that fits, with runs of white space as one space. */
  async text(selector) {
    const text = await this.tab.$eval(selector, (element) => element.textContent);
    return text.replace(/\s+/g, " ").trim();
  }

  /** The visible texts of all elements that fit. */
  async texts(selector) {
    const all = (elements) => elements.map((e) => e.textContent.replace(/\s+/g, " ").trim());
    return this.tab.$$eval(selector, all);
  }

  /** How many elements fit. */
  async count(selector) {
    return (await this.tab.$$(selector)).length;
  }

  async click(selector) {
    await (await this.#still(selector)).click();
  }

  /** Empties the field, types the text. */
  async fill(selector, text) {
    const field = await this.#still(selector);
    await field.click();
    await field.evaluate((field) => field.select());
    await this.tab.keyboard.press("Backspace");
    await field.type(text);
  }

  /** What fits, once it stands where it stood a frame ago: nobody clicks what moves. */
  async #still(selector) {
    const element = await this.tab.waitForSelector(selector, { visible: true });
    await element.evaluate(async (element) => {
      const place = () => {
        const { x, y } = element.getBoundingClientRect();
        return `${x} ${y}`;
      };
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      for (let before = ""; before !== place(); await frame()) before = place();
    });
    return element;
  }

  /** Presses one key, by the name that KeyboardEvent gives it. */
  async press(key) {
    await this.tab.keyboard.press(key);
  }

  /** Shows the page as in a light or dark system. */
  async theme(scheme) {
    // Firefox's driver cannot play another system: there the page is switched itself.
    if (this.kind === "firefox") {
      const choose = (scheme) => (document.documentElement.dataset.theme = scheme);
      return this.tab.evaluate(choose, scheme);
    }
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.tab.emulateMediaFeatures(features);
  }

  /** Writes a picture of the page to the folder for them, where one is given. */
  async shot(name) {
    if (!SHOTS) return;
    await mkdir(SHOTS, { recursive: true });
    await this.tab.screenshot({ path: join(SHOTS, `${this.flow}-${name}-${this.kind}.png`) });
  }

  /** Network calls since the page was opened; those to the page's own parts are none. */
  networkCalls() {
    const watched = (address) => new URL(address).host === this.#watchedHost;
    const made = [...this.#requests, ...this.#visited].filter((address) => address !== "");
    return made.filter((address) => !LOCAL.test(address) && !watched(address));
  }

  /** Says that calls to this host are counted there; a browser reports those it refused too. */
  watchAt(host) {
    this.#watchedHost = host;
  }

  /** Says that errors which contain this text are meant to happen in this flow. */
  expectError(text) {
    this.#expected.push(text);
  }

  /** What went wrong in the page, for the report of a failed flow. */
  heard() {
    return [...this.#errors, ...this.networkCalls().map((address) => `request: ${address}`)];
  }

  /** Fails where the page made a network call or logged an error that is not expected. */
  assertClean() {
    assert.ok(this.#requests.length > 0, "the driver told of no request, not even of the page itself");
    assert.deepEqual(this.networkCalls(), [], "the page made network calls");
    const meant = (error) => this.#expected.some((text) => error.includes(text));
    assert.deepEqual(this.#errors.filter((error) => !meant(error)), [], "the page logged errors");
  }

  async close() {
    const context = this.tab.browserContext();
    await this.tab.close();
    await context.close(); // with what it stored
  }
}
