// Long tasks of a page's main thread, as Chromium tells them: 50 ms and more, over all documents of the tab.
//
// What the driver itself runs in the page is among them: a flow that makes a large file there is one.
//
// Does not: say what a task did; hear shorter ones.

/** Has the page tell its long tasks, before it starts. Comes back with what gives those told so far, each
 *  `{ at, millis }`: how long, and when since the document began. */
export const watchLongTasks = async (page) => {
  const told = [];
  // Told one by one, since a flow may load the page anew, and what stood in it is gone then.
  await page.tab.exposeFunction("tellLongTask", (at, millis) => void told.push({ at, millis }));
  await page.tab.evaluateOnNewDocument(() => {
    const tell = (entries) => {
      for (const { startTime, duration } of entries) window.tellLongTask(startTime, duration);
    };
    const observer = new PerformanceObserver((list) => tell(list.getEntries()));
    observer.observe({ type: "longtask", buffered: true });
    window.tellLongTasks = () => tell(observer.takeRecords());
  });
  return async () => {
    await page.tab.evaluate(() => window.tellLongTasks?.());
    return told;
  };
};
