// Unpacks the parts of this page and starts the app. The app's only doors to what is packed here
// are `squallModule`, `squallWorker()`, `squallExample()`, `squallSlice` and `squallCopy()`.
const loader = document.currentScript;
const blockOf = (id) => document.getElementById(id);

const unpack = (block) => inflate(septets(block.textContent));

const inflate = (bytes) => {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(plain).arrayBuffer();
};

// Texts one behind the other, deflated; in pieces, since a call takes only so many arguments.
const base64 = async (texts) => {
  const packed = new Blob(texts).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let from = 0; from < bytes.length; from += 24_576) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + 24_576)));
  }
  return text;
};

// Puts what is packed in a block into the page; the policy allows exactly this text.
const put = async (id, tag, place) => {
  const element = document.createElement(tag);
  element.textContent = new TextDecoder().decode(await unpack(blockOf(id)));
  place.append(element);
};

const sayWhyNot = (error) => {
  console.error(error);
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent =
    "Squall could not start. It needs Chrome 103, Firefox 113, Safari 16.4 or later. " + error;
  document.body.append(line);
};

// A file dropped before the app is there must not replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

document.documentElement.dataset.build = "SQUALL_BUILD";

const start = async () => {
  await put("styles", "style", document.head);
  const workerGlue = new Blob([await unpack(blockOf("worker-glue"))], { type: "text/javascript" });
  const workerAddress = URL.createObjectURL(workerGlue);
  const unpacker = await WebAssembly.compile(await unpack(blockOf("unpacker")));

  // Modules and example are packed tighter than the rest; a worker unpacks and compiles one after the
  // other: the app's first, which is wanted first. Files that come before the other wait.
  const waiting = [];
  const unpackedNext = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  const appModule = unpackedNext();
  const workerModule = unpackedNext();
  const example = unpackedNext();
  for (const wanted of [workerModule, example]) wanted.catch(sayWhyNot);
  const modules = blockOf("modules");
  const unpacking = new Worker(workerAddress, { name: "squall unpacker" });
  unpacking.onmessage = ({ data }) => {
    waiting.shift().resolve(data);
    if (waiting.length === 0) unpacking.terminate();
  };
  unpacking.onerror = (event) => waiting.forEach(({ reject }) => reject(new Error(event.message)));
  unpacking.postMessage({
    packed: modules.textContent,
    lengths: JSON.parse(modules.dataset.lengths),
    files: JSON.parse(modules.dataset.files),
    unpacker,
  });

  // The workers' compiled module, as a promise. Each worker is posted `{ module }` once, first.
  window.squallModule = workerModule;

  // A new worker, which has nothing yet and waits for its module. One that is ended from outside sends
  // no event; so it holds a lock under its name while it lives, and whoever gets that says that it failed.
  window.squallWorker = () => {
    const name = `squall ${Math.random()}`;
    const worker = new Worker(workerAddress, { name });
    const ended = () => worker.dispatchEvent(new ErrorEvent("error"));
    worker.addEventListener("message", ({ data }) => {
      if (data === "held") navigator.locks.request(name, ended);
    });
    return worker;
  };

  // The example incident as a promise of `{ name, bytes }`, in the order of packing.
  window.squallExample = () => example;

  // What a person put into a copy of this page: the link that it opens with, and its files.
  const slice = blockOf("slice");
  if (slice) {
    window.squallSlice = {
      link: slice.dataset.link,
      files: async () => {
        const packed = Uint8Array.from(atob(slice.textContent), (letter) => letter.charCodeAt(0));
        const bytes = new Uint8Array(await inflate(packed));
        let start = 0;
        return JSON.parse(slice.dataset.files).map(([name, length, modified]) => {
          start += length;
          return { name, modified, bytes: bytes.slice(start - length, start) };
        });
      },
    };
  }

  // A copy of this page as a promise of a Blob: what it was made of, and `{ name, modified, text }`.
  window.squallCopy = async (files, link) => {
    const held = document.createElement("script");
    held.type = "text/plain";
    held.id = "slice";
    held.dataset.link = link;
    const listing = files.map(({ name, modified, text }) => [name, text.size, modified]);
    held.dataset.files = JSON.stringify(listing);
    held.textContent = await base64(files.map(({ text }) => text));
    const heads = [...document.head.children].filter(({ localName }) => localName !== "style");
    const blocks = document.querySelectorAll("noscript, body > script[type='text/plain']:not(#slice)");
    const lines = (elements) => [...elements].map(({ outerHTML }) => outerHTML).join("\n");
    const page = `<!doctype html>\n<html lang="en">\n<head>\n${lines(heads)}\n</head>\n<body>\n`;
    return new Blob([page, lines([...blocks, held, loader]), "\n</body>\n</html>\n"]);
  };

  await put("app-glue", "script", document.body);
  await wasm_bindgen({ module_or_path: await appModule });
};

start().catch(sayWhyNot);
