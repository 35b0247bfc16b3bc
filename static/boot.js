// Starts the app. Trunk's own inline start-up script cannot run under the page's content security
// policy, so this file does its work, and says so in the page when the app cannot start.

const app = document.getElementById("app");

// A release build names the file with the later part of the code here: see src/later.rs.
const later = document.querySelector("meta[name=later]");

// Called by the app when it needs the later part before it is there. The page waits meanwhile.
globalThis.loadLaterNow = (exports) => {
  performance.mark("later-now");
  const request = new XMLHttpRequest();
  request.open("GET", later.content, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status >= 400) throw new Error(`${later.content}: ${request.status}`);
  const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { first: exports });
  exports.$loaded.value = 1;
};

try {
  // Trunk names the two built files, with their digests, in the page's preload links.
  const js = document.querySelector("link[rel=modulepreload]");
  const wasm = document.querySelector("link[rel=preload][as=fetch]");
  const { default: init } = await import(js.href);
  const exports = await init({ module_or_path: fetch(wasm.href, { integrity: wasm.integrity }) });
  // Behind two frames the first rendering is on the screen; benchmarks and tests read the mark.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.mark("interactive");
      // If this fails, the app's own call will say so.
      if (later) fetchLater(exports).catch(console.warn);
    }),
  );
} catch (error) {
  console.error(error);
  app.replaceChildren(explain(error));
}

/** Loads the later part while the page is in use. */
async function fetchLater(exports) {
  const response = await fetch(later.content, { integrity: later.dataset.integrity });
  const module = await WebAssembly.compile(await response.arrayBuffer());
  if (exports.$loaded.value) return;
  await WebAssembly.instantiate(module, { first: exports });
  exports.$loaded.value = 1;
}

/** What a person sees when the app did not start: what to do, and the browser's own words. */
function explain(error) {
  const box = document.createElement("div");
  box.className = "boot boot-failed";
  box.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.textContent = "IAM Playground could not start";
  const advice = document.createElement("p");
  advice.textContent =
    typeof WebAssembly === "object"
      ? "Reload the page. If that does not help, the site may be between two versions, or your network may have altered a file on its way."
      : "This browser has no WebAssembly, which the playground needs. Use a current Chrome, Edge, Firefox or Safari.";
  const detail = document.createElement("pre");
  detail.textContent = String(error);
  box.append(heading, advice, detail);
  return box;
}
