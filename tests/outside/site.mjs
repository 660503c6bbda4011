// The site against judges of others: HTML checker, links, accessibility, a real browser.
// Usage: node site.mjs FOLDER [sizes|links|html|browser]...    (a release of this repository's own project)
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const root = path.resolve(process.argv[2] ?? "../../public");
const LIMIT = 200_000;
const BELOW = "/some/where/"; // The site must work below any path.
let failed = 0;
const fail = (message) => { failed += 1; console.error(`FAIL ${message}`); };
const pass = (message) => console.log(`ok   ${message}`);
const check = (is, message) => (is ? pass(message) : fail(message));

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) yield* files(full);
    else yield path.relative(root, full).split(path.sep).join("/");
  }
}
const all = [...files(root)];
const pages = all.filter((name) => name.endsWith(".html"));

function sizes() {
  const large = pages.filter((name) => statSync(path.join(root, name)).size > LIMIT);
  large.forEach((name) => fail(`${name} is larger than ${LIMIT} bytes`));
  check(pages.length > 100 && !large.length, `${pages.length} pages of at most ${LIMIT} bytes`);
}

// Every link and anchor inside the site leads somewhere.
function links() {
  const decode = (text) => text.replace(/&#(\d+);|&#x([0-9a-f]+);|&(amp|lt|gt|quot);/gi,
    (_, ten, hex, name) => ten ? String.fromCodePoint(Number(ten))
      : hex ? String.fromCodePoint(parseInt(hex, 16))
        : { amp: "&", lt: "<", gt: ">", quot: '"' }[name]);
  const known = new Set(all);
  const ids = new Map();
  const read = new Map(pages.map((name) => [name, readFileSync(path.join(root, name), "utf8")]));
  for (const [name, html] of read) {
    ids.set(name, new Set([...html.matchAll(/ id="([^"]*)"/g)].map((match) => decode(match[1]))));
  }
  let count = 0;
  const broken = new Set();
  for (const [name, html] of read) {
    for (const [, raw] of html.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      const link = decode(raw);
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
      count += 1;
      const url = new URL(link, `http://site/${name.split("/").map(encodeURIComponent).join("/")}`);
      const target = decodeURIComponent(url.pathname.slice(1));
      const anchor = decodeURIComponent(url.hash.slice(1));
      const is = known.has(target) && (!anchor || target.startsWith("sparql") || ids.get(target)?.has(anchor));
      if (!is) broken.add(`${name}: ${link}`);
    }
  }
  [...broken].slice(0, 20).forEach((link) => fail(`broken link in ${link}`));
  check(!broken.size, `${count} links inside the site, ${broken.size} broken`);
}

function html() {
  const jar = path.join(path.dirname(require.resolve("vnu-jar")), "build/dist/vnu.jar");
  if (spawnSync("java", ["-version"]).status !== 0) return console.log("skip HTML checker: there is no java");
  if (!existsSync(jar)) return console.log("skip HTML checker: npm did not fetch vnu.jar");
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", root],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(run.stderr || '{"messages":[]}');
  messages.slice(0, 20).forEach((m) => fail(`${m.url}:${m.lastLine}: ${m.message} | ${m.extract}`));
  check(!messages.length, `Nu HTML checker: ${pages.length} pages, ${messages.length} errors`);
}

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml",
  xml: "application/xml", json: "application/json", wasm: "application/wasm" };
function serve() {
  const server = createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const name = url.startsWith(BELOW) ? url.slice(BELOW.length) || "index.html" : "";
    const file = path.join(root, name);
    if (!name || !file.startsWith(root) || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[name.split(".").pop()] ?? "text/plain; charset=utf-8" });
    response.end(readFileSync(file));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

// One page of every kind, without its language.
const KINDS = ["index", "browse/index", "browse/person", "report/index", "query/index", "query/discrepancies",
  "query/acronym", "ontology/index", "ontology/shapes", "ontology/code/role", "quality", "releases", "search", "sparql",
  "picture/index", "picture/network", "picture/map", "picture/timeline", "picture/chart", "doc/person/唐鳳",
  "doc/organisation/ogp", "doc/jurisdiction/TWN", "doc/event/ogp-summit-2016/visit/ekimetrics",
  "doc/document/ogp-summit-2016", "READER", "DISCREPANCY"];

// The query page: writes a query, and waits for its end.
const write = (page, query) => page.evaluate(
  (text) => document.querySelector("#editor .CodeMirror").CodeMirror.setValue(text), query);
async function run(page) {
  await page.waitForFunction(() => document.querySelector("#editor .CodeMirror")?.CodeMirror.getValue());
  await page.click("#run");
  await page.waitForFunction(() => !document.getElementById("run").disabled, null, { timeout: 300_000 });
}

async function browser() {
  const { chromium } = await import("playwright-core");
  const program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
  if (!program) return console.log("skip browser: there is no chromium");
  const server = await serve();
  const home = `http://127.0.0.1:${server.address().port}${BELOW}`;
  const find = (pattern) => pages.find((name) => pattern.test(name)).replace(/\.html$/, "");
  const reader = find(/^doc\/document\/[^/]+\/text\/[0-9a-f]+\.html$/);
  const kinds = KINDS.map((kind) => (kind === "READER" ? reader
    : kind === "DISCREPANCY" ? find(/^doc\/discrepancy\/.*[^n]\.html$/) : kind));
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const chrome = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  const problems = [];
  async function open(options = {}) {
    const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000); // The machine may have much to do besides.
    page.on("console", (m) => problems.push(`console of ${page.url()}: ${m.text()}`));
    page.on("pageerror", (e) => problems.push(`error on ${page.url()}: ${e.message}`));
    page.on("request", (r) => {
      if (!r.url().startsWith(home) && !/^(data|blob):/.test(r.url())) problems.push(`request to ${r.url()}`);
    });
    page.on("response", (r) => { if (r.status() >= 400) problems.push(`${r.status()} for ${r.url()}`); });
    return page;
  }

  async function judge(page, what) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const v of violations) {
      fail(`axe ${what}: ${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 200)}`);
    }
  }
  const hasQueries = readFileSync(path.join(root, "sparql.html"), "utf8").includes('id="sparql"');
  let looked = 0;
  for (const theme of ["light", "dark"]) {
    // The script of the judge is let in past the policy of the page; the pages themselves are not changed.
    const page = await open({ colorScheme: theme, bypassCSP: true });
    for (const ending of [".html", ".en.html"]) {
      for (const kind of kinds) {
        await page.goto(home + kind + ending);
        await judge(page, `${theme} ${kind}${ending}`);
        looked += 1;
      }
    }
    await page.goto(`${home}404.html`);
    await judge(page, `${theme} 404`);
    if (hasQueries) {
      // An answer, and what a wrong query is told.
      for (const ending of [".html", ".en.html"]) {
        await page.goto(`${home}sparql${ending}#q=persons`);
        await run(page);
        await page.waitForSelector("#results tbody tr");
        await judge(page, `${theme} an answer on sparql${ending}`);
        await write(page, "SELECT nothing");
        await run(page);
        await judge(page, `${theme} a wrong query on sparql${ending}`);
      }
    }
    await page.context().close();
  }
  check(looked === kinds.length * 4, `axe-core looked at ${looked} pages`);

  const narrow = await open({ viewport: { width: 320, height: 640 } });
  for (const kind of kinds) {
    await narrow.goto(home + kind + ".en.html");
    const wide = await narrow.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 320) fail(`${kind} is ${wide} pixels wide in a window of 320`);
  }
  await narrow.context().close();

  const page = await open();
  const search = async (language, words, expected) => {
    await page.goto(`${home}index${language}.html`);
    await page.fill("#q", words);
    await page.press("#q", "Enter");
    await page.waitForSelector(".results li");
    const first = await page.textContent(".results li a");
    check(first.includes(expected), `search for ${words} finds ${first.trim()}`);
  };
  await search("", "唐鳳", "唐鳳");
  await search(".en", "open government partner", "Open Government Partnership");
  await page.goto(`${home}search.html?q=${encodeURIComponent("開放政府")}`);
  await page.waitForSelector(".results li");
  const texts = await page.$$eval(".results li", (items) => items.map((item) => item.textContent));
  check(texts.every((text) => text.includes("開放政府") || text.length > 0) && texts.length > 3,
    `search by pairs of characters finds ${texts.length}`);

  // A fact is followed to its words.
  await page.goto(`${home}doc/person/唐鳳.html`);
  const quoted = (await page.textContent(".cluster .quote blockquote")).trim();
  await page.click(".cluster .quote figcaption a");
  await page.waitForFunction(() => globalThis.CSS.highlights.has("passage"));
  const shown = await page.evaluate(() => [...globalThis.CSS.highlights.get("passage")].map(String).join(""));
  const plain = (text) => text.replace(/\s/g, "");
  check(plain(shown) === plain(quoted), "a fact leads to exactly its words in the report");
  const seen = await page.evaluate(() => {
    const box = [...globalThis.CSS.highlights.get("passage")][0].getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  check(seen, "and the words are in sight");

  await page.goto(`${home}picture/network.html`);
  await page.fill("#filter", "唐鳳");
  const found = await page.$$eval(".node.found", (nodes) => nodes.map((node) => node.textContent));
  const far = await page.$$eval(".node.far", (nodes) => nodes.length);
  check(found.includes("唐鳳") && found.every((name) => name.includes("唐鳳")) && far > 10,
    `the network is filtered by a name: ${found.length} found`);
  const before = await page.getAttribute("#network", "viewBox");
  await page.click("[data-zoom=in]");
  check(before !== await page.getAttribute("#network", "viewBox"), "and zoomed");

  await page.goto(`${home}picture/map.html`);
  const places = await page.locator("tbody tr").count();
  await page.selectOption("#role", { index: 1 });
  const shown2 = await page.locator("tbody tr:visible").count();
  const dim = await page.locator(".map a.far").count();
  check(shown2 > 0 && shown2 < places && dim > 0, `the map shows the ${shown2} of ${places} places that have a role`);

  if (hasQueries) {
    await page.goto(`${home}query/persons.html`);
    await page.click("a.button[href*='sparql']");
    await run(page);
    const rows = await page.locator("#results tbody tr").count();
    check(rows > 20, `a saved question is asked in the browser: ${rows} rows`);
    await write(page, "SELECT ?person WHERE { ?person a <http://xmlns.com/foaf/0.1/Person> ; <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(STR(?name) = '唐鳳') }");
    await run(page);
    await page.waitForFunction(() => document.querySelectorAll("#results tbody tr").length === 1);
    await page.hover("#results tbody a");
    await page.click("#results tbody a");
    await page.waitForURL(/\/doc\/person\//);
    check((await page.textContent("h1")) === "唐鳳", "an answer leads to the page of the thing");
    await page.goto(`${home}sparql.en.html#query=${encodeURIComponent("ASK { ?s ?p ?o }")}`);
    await run(page);
    check((await page.textContent("#results")).toLowerCase().includes("true"), "an address carries a query, and yes or no is an answer");
    await write(page, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
    await page.click("#run");
    await page.click("#stop");
    await page.waitForFunction(() => !document.getElementById("run").disabled);
    pass("a query that takes too long is stopped");
  } else {
    console.log("skip the query page: this release was written by a program without it");
  }

  await page.goto(`${home}doc/person/唐鳳.html`);
  await page.click("a.language");
  check(await page.getAttribute("html", "lang") === "en", "the language is switched");
  const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const was = await color();
  await page.click("button.theme");
  const now = await color();
  await page.reload();
  check(was !== now && now === await color(), "the theme is switched and kept");

  // By keyboard alone: the first stop skips the menu, Enter follows.
  await page.goto(`${home}index.html`);
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.className) === "skip", "the first stop skips the menu");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("國家發展委員會");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".results li");
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".results") !== null)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/doc\//);
  check((await page.textContent("h1")).includes("國家發展委員會"), "a thing is found by keyboard alone");

  // Without scripts everything can be read.
  const still = await open({ javaScriptEnabled: false });
  await still.goto(`${home}picture/network.html`);
  check(await still.locator("tbody tr").count() > 10, "the network is a table without scripts");
  await still.goto(`${home}doc/person/唐鳳.html`);
  await still.click(".cluster .quote figcaption a");
  check(await still.evaluate(() => Boolean(document.querySelector(":target"))).catch(() => true),
    "a fact leads to its words without scripts");

  // From a folder on the disk.
  const disk = await (await chrome.newContext()).newPage();
  disk.on("pageerror", (e) => problems.push(`error from the disk: ${e.message}`));
  await disk.goto(`file://${root}/search.html?q=OGP`);
  await disk.waitForSelector(".results li");
  pass("search works from a folder on the disk");

  problems.forEach((problem) => fail(problem));
  check(!problems.length, "nothing on the console, no request to another host");
  await chrome.close();
  server.close();
}

const checks = { sizes, links, html, browser };
const wanted = process.argv.slice(3);
for (const [name, run] of Object.entries(checks)) if (!wanted.length || wanted.includes(name)) await run();
console.log(failed ? `${failed} failed` : "all fine");
process.exitCode = failed ? 1 : 0;
