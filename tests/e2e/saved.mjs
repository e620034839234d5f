// What the page hands to the browser to be saved, or writes to a file that a person chose: kept in
// the page, to be read back by the flow.
//
// Does not: touch the disk.

/** From now on what is saved is kept; `picker`: the browser lets the page write to a file. */
export const keepSaved = (page, { picker = false } = {}) =>
  page.tab.evaluate((picker) => {
    window.savedFiles = [];
    const address = URL.createObjectURL;
    let last = null;
    URL.createObjectURL = (blob) => {
      last = blob;
      return address.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      window.savedFiles.push({ name: this.download, blob: last });
    };
    if (!picker) {
      delete window.showSaveFilePicker;
      window.showSaveFilePicker = undefined;
      return;
    }
    window.showSaveFilePicker = async ({ suggestedName }) => {
      const written = [];
      return {
        createWritable: async () => ({
          write: async (text) => void written.push(text),
          close: async () => void window.savedFiles.push({ name: suggestedName, blob: new Blob(written) }),
          abort: async () => {},
        }),
      };
    };
  }, picker);

/** Waits until so many files are saved; the last one's name and text. */
export const lastSaved = async (page, count) => {
  await page.until(`${count} saved files`, (count) => window.savedFiles.length >= count, count);
  return page.tab.evaluate(async () => {
    const { name, blob } = window.savedFiles.at(-1);
    return { name, text: await blob.text() };
  });
};

/** Waits until the page copied something, and gives the text of the clipboard as it arrives where it is pasted. */
export const pasted = async (page) => {
  await page.tab.evaluate(() => {
    const area = document.createElement("textarea");
    area.id = "pasted";
    (document.querySelector("dialog") ?? document.body).append(area);
    area.focus();
  });
  await page.tab.keyboard.down("Control");
  await page.tab.keyboard.press("v");
  await page.tab.keyboard.up("Control");
  await page.until("what was copied", () => document.querySelector("#pasted").value.length > 0);
  return page.tab.evaluate(() => {
    const area = document.querySelector("#pasted");
    const text = area.value;
    area.remove();
    return text;
  });
};
