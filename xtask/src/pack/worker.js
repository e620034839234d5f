// Runs in every worker, after wasm-bindgen's glue. The page posts `{ module }` once; the Rust side
// then sets its own `onmessage` and says "ready" first; one that serves says "held" when it has the
// lock of its name, which it keeps while it lives. One worker is posted `{ packed, lengths, files,
// unpacker }` instead, what stands in the page: it answers with each module, compiled, then with
// each file, its bytes as a Blob: those of megabytes would hold the page up as they are taken in.
const unpacked = async ({ packed, lengths, files, unpacker }) => {
  const bytes = septets(packed);
  const { room, unpack, memory } = (await WebAssembly.instantiate(unpacker)).exports;
  const from = room(bytes.length); // may move the memory: its buffer is taken after each call
  new Uint8Array(memory.buffer, from, bytes.length).set(bytes);
  for (const length of lengths) {
    const plain = unpack(length);
    postMessage(await WebAssembly.compile(new Uint8Array(memory.buffer, plain, length)));
  }
  postMessage(
    files.map(([name, length]) => {
      const plain = unpack(length);
      return { name, bytes: new Blob([new Uint8Array(memory.buffer, plain, length)]) };
    }),
  );
};

onmessageerror = () => reportError(new Error("Squall's worker could not read its module"));
onmessage = ({ data }) => {
  onmessage = null;
  if (data.packed) unpacked(data).catch(reportError);
  else {
    // There are none where the page came over plain http from another machine.
    navigator.locks?.request(name, () => {
      postMessage("held");
      return new Promise(() => {});
    });
    wasm_bindgen({ module_or_path: data.module }).catch(reportError);
  }
};
