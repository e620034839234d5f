// Starts a browser by its program and hands out `SquallPage`s.
//
// Does not: know what is tested.

import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SquallPage } from "./page.mjs";

// `cargo xtask e2e` installs the driver outside the source tree.
const installed = createRequire(join(process.env.SQUALL_NPM, "package.json"));
const puppeteer = await import(pathToFileURL(installed.resolve("puppeteer-core")));

// The browsers' own services are off: only the page is to be heard.
const CHROME_FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  // Else Chromium keeps pages from this machine's own servers, which would hide what gets out.
  "--disable-features=LocalNetworkAccessChecks",
  "--disable-dev-shm-usage",
  "--force-color-profile=srgb",
  "--lang=en-US",
];

// The driver relaxes the first one, which would hide what fails from `file://`.
const FIREFOX_PREFERENCES = {
  "security.fileuri.strict_origin_policy": true,
  "intl.accept_languages": "en-US",
};

export const VIEWPORT = { width: 1440, height: 900 };

/** Starts the browser; `kind` is "chrome" or "firefox". `answerMillisMax` is how long the driver waits for
 *  one answer of the browser, where its own measure is too short. */
export const open = async (kind, program, answerMillisMax) => {
  const profile = await mkdtemp(join(tmpdir(), "squall-e2e-"));
  const browser = await puppeteer.launch({
    browser: kind,
    executablePath: program,
    headless: true,
    protocolTimeout: answerMillisMax,
    userDataDir: profile,
    defaultViewport: VIEWPORT,
    args: kind === "chrome" ? CHROME_FLAGS : [],
    extraPrefsFirefox: FIREFOX_PREFERENCES,
  });
  return {
    version: () => browser.version(),
    pid: () => browser.process().pid,
    /** A tab that knows nothing of those before: what these stored is not there. */
    newPage: async (flow) => {
      const context = await browser.createBrowserContext();
      return new SquallPage(await context.newPage(), kind, flow);
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};
