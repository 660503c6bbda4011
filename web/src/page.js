// The query page: an editor, the dataset in a worker, and the answer as a table.
import Yasqe from "@zazuko/yasqe";
import Yasr from "@zazuko/yasr";
import "@zazuko/yasqe/build/yasqe.min.css";
import "@zazuko/yasr/build/yasr.min.css";
import "./page.css";

const place = document.getElementById("sparql");
const settings = place.dataset;
const status = document.querySelector(".status");
const runButton = document.getElementById("run");
const stopButton = document.getElementById("stop");
const choice = document.getElementById("question");
// What the result views say, in the language of the page; they have no languages of their own.
const words = JSON.parse(settings.words);
const ACCEPT = {
  rows: "application/sparql-results+json",
  graph: "application/n-triples",
};

let worker = null;
let waiting = new Map();
let last = 0;
let ready = null;

function ask(message) {
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...message });
  });
}

// Starts the worker once, and again after a query was stopped.
function start() {
  if (ready) return ready;
  worker = new Worker(settings.worker);
  worker.addEventListener("message", ({ data }) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) asked.resolve(data);
    else asked.reject(new Error(data.error));
  });
  worker.addEventListener("error", () => {
    for (const { reject } of waiting.values()) reject(new Error(settings.failed));
    waiting.clear();
  });
  status.textContent = settings.loading;
  const absolute = (path) => new URL(path, location.href).href;
  ready = ask({ wasm: absolute(settings.wasm), dump: absolute(settings.dump) });
  ready.catch(() => { ready = null; });
  return ready;
}

function stop() {
  worker?.terminate();
  for (const { reject } of waiting.values()) reject(new Error(settings.stopped));
  waiting = new Map();
  ready = null;
}

const editor = new Yasqe(document.getElementById("editor"), {
  value: "",
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  showQueryButton: false,
  resizeable: false,
  lineWrapping: true,
  autocompleters: ["variables"],
  prefixCcApi: null,
  screenReaderLabel: settings.editor,
  // Tab leads on to the next control, as everywhere on the page; Ctrl-Enter runs.
  extraKeys: {
    Tab: false,
    "Shift-Tab": false,
    "Ctrl-Enter": run,
    "Cmd-Enter": run,
    "Ctrl-Space": Yasqe.Autocomplete,
    "Ctrl-/": Yasqe.CommentLines,
  },
});
// What scrolls can be scrolled by keyboard.
const scroller = editor.getScrollerElement();
scroller.tabIndex = 0;
scroller.setAttribute("role", "group");
scroller.setAttribute("aria-label", settings.editor);
const texts = Yasr.plugins.table.defaults.tableConfig;
texts.language = {
  info: words["Showing _START_ to _END_ of _TOTAL_ entries"],
  infoEmpty: words["Showing 0 to 0 of 0 entries"],
  infoFiltered: words["(filtered from _MAX_ total entries)"],
  zeroRecords: words["No matching records found"],
  emptyTable: words["No data available in table"],
  ...Object.fromEntries(Object.entries(texts.language ?? {})),
};
const table = new Yasr(document.getElementById("results"), {
  persistenceId: null,
  plugins: { table: { dynamicConfig: { compact: true } } },
  pluginOrder: ["table", "boolean", "response", "error"],
  defaultPlugin: "table",
  prefixes: () => editor.getPrefixesFromQuery(),
});

function translate() {
  const results = document.getElementById("results");
  const walker = document.createTreeWalker(results.querySelector(".yasr_header") ?? results, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const known = words[walker.currentNode.data.trim()];
    if (known) walker.currentNode.data = known;
  }
  for (const named of results.querySelectorAll("[placeholder], [aria-label], [title]")) {
    for (const name of ["placeholder", "aria-label", "title"]) {
      const known = words[named.getAttribute(name)];
      if (known) named.setAttribute(name, known);
    }
  }
  // A button is called as it is labelled.
  for (const button of results.querySelectorAll("button[aria-label]")) {
    const label = button.textContent.trim();
    if (label) button.setAttribute("aria-label", label);
  }
  // A view that has nothing to show looks so; it is said, too.
  for (const button of results.querySelectorAll(".yasr_btn")) {
    button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
  }
  // The choice of the page size has no name that a screen reader could say.
  results.querySelector(".tableSizer")?.setAttribute("aria-label", words["Page size:"] ?? "Page size");
}
table.on("drawn", translate);

function isGraph() {
  return ["CONSTRUCT", "DESCRIBE"].includes(editor.getQueryType());
}

async function run() {
  const query = editor.getValue();
  if (!query.trim()) return;
  runButton.disabled = true;
  stopButton.hidden = false;
  try {
    await start();
    status.textContent = settings.running;
    const type = isGraph() ? ACCEPT.graph : ACCEPT.rows;
    const { result, milliseconds } = await ask({ query, format: type });
    table.setResponse({ data: result, contentType: type, status: 200, executionTime: milliseconds }, milliseconds);
    status.textContent = `${settings.done} ${milliseconds} ms`;
  } catch (error) {
    status.textContent = error.message;
    table.setResponse({ error: { text: error.message, status: 400, statusText: settings.wrong } });
  } finally {
    runButton.disabled = false;
    stopButton.hidden = true;
  }
}

// Things of the dataset have a page here, wherever their addresses lead.
function lead(event) {
  const link = event.target.closest?.("#results a[href]");
  if (!link || !link.href) return;
  const iri = decodeURI(link.href);
  const things = `${settings.base}id/`;
  if (!iri.startsWith(things)) return;
  const ending = settings.ending;
  link.href = new URL(`doc/${iri.slice(things.length)}${ending}`, new URL(settings.root, location.href)).href;
  link.removeAttribute("target");
}
for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, lead, true);

async function show(name) {
  if (!name) return;
  const response = await fetch(`${settings.queries}${encodeURIComponent(name)}.rq`);
  if (!response.ok) return;
  choice.value = name;
  let text = await response.text();
  // Values stand in the query itself, to be read and changed there.
  for (const [variable, value] of JSON.parse(choice.selectedOptions[0]?.dataset.given ?? "[]")) {
    text = text.replace(new RegExp(`\\${variable}(?![\\w-])`, "gu"), () => value);
  }
  // What the head says is the title above; the query is what there is to change.
  editor.setValue(text.replace(/^(#\+.*\n)+/u, ""));
}
// `#q=name` is a saved question, `#query=…` any query, to be shared.
function open() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.has("query")) editor.setValue(given.get("query"));
  else show(given.get("q") ?? choice?.options[0]?.value);
}
choice?.addEventListener("change", () => {
  history.replaceState(null, "", `#q=${encodeURIComponent(choice.value)}`);
  show(choice.value);
});
document.getElementById("share").addEventListener("click", async () => {
  const address = `${location.href.replace(/#.*$/, "")}#query=${encodeURIComponent(editor.getValue())}`;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address);
    status.textContent = settings.copied;
  } catch {
    status.textContent = settings.address;
  }
});
runButton.addEventListener("click", run);
stopButton.addEventListener("click", stop);
addEventListener("hashchange", open);
open();
place.hidden = false;
