// Runs in every worker, after wasm-bindgen's glue. The page's first message is `{ module, … }`, and
// stays readable as `squallHello`; the Rust side then sets its own `onmessage` and says "ready".
onmessageerror = () => reportError(new Error("Squall's worker could not read its module"));
onmessage = ({ data }) => {
  onmessage = null;
  self.squallHello = data;
  wasm_bindgen({ module_or_path: data.module }).catch(reportError);
};
