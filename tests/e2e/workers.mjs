// Loses workers of the page at moments that the page itself shows.
//
// Two ways: "ended" is what the browser does to a worker without a word, "trapped" an error thrown
// within it. The lead is worker 0, shards follow.
//
// Does not: know what the workers do.

/** Has the page keep hold of its workers; before it starts. */
export const watchWorkers = (page) =>
  page.tab.evaluateOnNewDocument(() => {
    const trap = 'addEventListener("message", ({ data }) => { if (data === "trap") throw new Error("trapped"); });\n';
    window.Blob = new Proxy(window.Blob, {
      construct: (Plain, [parts, options]) =>
        new Plain(options?.type === "text/javascript" ? [trap, ...parts] : parts, options),
    });
    window.workersNow = [];
    window.workersLost = 0;
    const end = Worker.prototype.terminate;
    window.Worker = class extends window.Worker {
      constructor(address, options) {
        super(address, options);
        if (options.name !== "squall unpacker") window.workersNow.push(this);
      }
      terminate() {
        window.workersNow = window.workersNow.filter((worker) => worker !== this);
        super.terminate();
      }
    };
    window.lose = ({ which, how }) => {
      const worker = window.workersNow.at(which);
      window.workersLost += 1;
      if (how === "trapped") worker.postMessage("trap");
      else end.call(worker);
    };
    // Loses a worker when the last of `whens`, conditions on the root's data, holds after those before it.
    window.loseWhen = (fault, whens) => {
      const root = document.documentElement;
      const holds = whens.map((when) => new Function("data", `return ${when}`));
      const look = () => {
        while (holds.length > 0 && holds[0](root.dataset)) holds.shift();
        if (holds.length === 0) window.loseNow();
      };
      const watch = new MutationObserver(look);
      window.loseNow = () => {
        watch.disconnect();
        window.loseNow = () => {};
        window.lose(fault);
      };
      watch.observe(root, { attributes: true });
    };
  });

/** Loses a worker while what `act` begins is under way, and at the latest when `act` is done, unless it
 *  `mustWait` for its moment. Comes back when the page has said so. */
export const loseDuring = async (page, { which, how, whens, mustWait }, act) => {
  const lost = await page.tab.evaluate(() => window.workersLost);
  await page.tab.evaluate((fault, whens) => window.loseWhen(fault, whens), { which, how }, whens);
  await act();
  if (!mustWait) await page.tab.evaluate(() => window.loseNow());
  await page.until("a lost worker", (lost) => window.workersLost > lost, lost);
  await page.until("the banner", () => document.querySelector(".trouble")?.textContent.includes("kept"));
};
