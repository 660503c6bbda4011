// Holds the dataset and answers queries, away from the page, which stays quick meanwhile.
import init, { Store } from "oxigraph/web.js";

let store = null;

// The dump is packed; a host may have unpacked it on the way.
async function unpacked(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function load({ wasm, dump }) {
  const [response] = await Promise.all([fetch(dump), init({ module_or_path: wasm })]);
  if (!response.ok) throw new Error(`${dump}: ${response.status} ${response.statusText}`);
  const loading = new Store();
  loading.load(await unpacked(response), { format: "application/n-quads", no_transaction: true });
  store = loading;
  return store.size;
}

// Results in the formats of SPARQL, graphs as N-Triples.
function answer({ query, format }) {
  return store.query(query, { use_default_graph_as_union: true, results_format: format });
}

addEventListener("message", async ({ data }) => {
  const start = performance.now();
  try {
    const result = data.query === undefined ? await load(data) : answer(data);
    postMessage({ id: data.id, result, milliseconds: Math.round(performance.now() - start) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error?.message ?? error) });
  }
});
