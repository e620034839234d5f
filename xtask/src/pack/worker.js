// Runs in every worker, after wasm-bindgen's glue. The page posts `{ module }` once; the Rust side
// then sets its own `onmessage` and says "ready" first.
onmessageerror = () => reportError(new Error("Squall's worker could not read its module"));
onmessage = ({ data }) => {
  onmessage = null;
  wasm_bindgen({ module_or_path: data.module }).catch(reportError);
};
