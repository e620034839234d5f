// The moment when something first holds in a page, told by the page's own changes. Asking at each frame
// would cost the frames, on a machine of two cores a good part of what is measured, and tell a moment up
// to a frame late. What changed is on screen with the next frame; figures of a peer that is asked by a
// call end with its answer too.
//
// Does not: hear of what changes no node of the document.

/** Runs in the page: when `test(...values)` first held, in milliseconds since the document began. */
const seen = (test, ...values) =>
  new Promise((done) => {
    const look = () => {
      if (!test(...values)) return false;
      observer.disconnect();
      done(performance.now());
      return true;
    };
    const observer = new MutationObserver(look);
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    if (!look()) observer.observe(document, all);
  });

/** What a page runs before its own scripts to have `window.seen`. */
export const SEEN = `window.seen = ${seen}`;
