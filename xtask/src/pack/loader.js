// Unpacks the parts of this page and starts the app. The app's only doors to what is packed here
// are `squallModule`, `squallWorker()` and `squallExample()`.
const blockOf = (id) => document.getElementById(id);

const unpack = (block) => {
  // Seven bits a character; septets.rs says how.
  const text = block.textContent;
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let held = 0;
  let bits = 0;
  for (let from = 0, to = 0; from < text.length; from++) {
    held = (held << 7) | (text.charCodeAt(from) & 127);
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[to++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(plain).arrayBuffer();
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
  const workerModule = unpack(blockOf("worker-wasm")).then((bytes) => WebAssembly.compile(bytes));
  const appModule = unpack(blockOf("app-wasm")).then((bytes) => WebAssembly.compile(bytes));
  const workerGlue = new Blob([await unpack(blockOf("worker-glue"))], { type: "text/javascript" });
  const workerAddress = URL.createObjectURL(workerGlue);
  workerModule.catch(sayWhyNot);

  // The workers' compiled module, as a promise. Each worker is posted `{ module }` once, first.
  window.squallModule = workerModule;

  // A new worker, which has nothing yet and waits for its module.
  window.squallWorker = () => new Worker(workerAddress, { name: "squall" });

  // The example incident as a promise of `{ name, bytes }`, in the order of packing.
  const example = blockOf("example");
  window.squallExample = async () => {
    if (!example) return [];
    const bytes = new Uint8Array(await unpack(example));
    let start = 0;
    return JSON.parse(example.dataset.files).map(([name, length]) => {
      start += length;
      return { name, bytes: bytes.slice(start - length, start) };
    });
  };

  await wasm_bindgen({ module_or_path: await appModule });
};

start().catch(sayWhyNot);
