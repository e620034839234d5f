// Runs in every worker, after wasm-bindgen's glue. The page posts `{ module }` once; the Rust side
// then sets its own `onmessage` and says "ready" first. Some workers are posted `{ packed }` instead,
// a module as it stands in the page, and answer with it, compiled.
onmessageerror = () => reportError(new Error("Squall's worker could not read its module"));
onmessage = ({ data }) => {
  onmessage = null;
  if (data.packed) {
    WebAssembly.compile(unlzma(septets(data.packed))).then(postMessage, reportError);
    return;
  }
  wasm_bindgen({ module_or_path: data.module }).catch(reportError);
};
