// Runs in every worker, after wasm-bindgen's glue. The page posts `{ module }` once; the Rust side
// then sets its own `onmessage` and says "ready" first. Some workers are posted `{ packed, unpacker }`
// instead, a module as it stands in the page, and answer with it, compiled.
const unpacked = async ({ packed, unpacker }) => {
  const bytes = septets(packed);
  const { room, unpack, memory } = (await WebAssembly.instantiate(unpacker)).exports;
  const from = room(bytes.length); // may move the memory: its buffer is taken after each call
  new Uint8Array(memory.buffer, from, bytes.length).set(bytes);
  const plain = unpack();
  const length = new DataView(bytes.buffer).getUint32(0, true);
  return WebAssembly.compile(new Uint8Array(memory.buffer, plain, length));
};

onmessageerror = () => reportError(new Error("Squall's worker could not read its module"));
onmessage = ({ data }) => {
  onmessage = null;
  if (data.packed) unpacked(data).then(postMessage, reportError);
  else wasm_bindgen({ module_or_path: data.module }).catch(reportError);
};
