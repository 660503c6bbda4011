// The pages of the server in a headless Chromium: what a person does, with a mouse and without.
// GOVREP_URL is the server; GOVREP_PAGES the folder of what pages.sh fetched; CHROMIUM the browser if it is elsewhere.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import assert from "node:assert/strict";

const require = createRequire(`${process.env.NODE_PATH}/`);
const { chromium } = require("playwright-core");
const url = process.env.GOVREP_URL;
const program = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
if (!program) {
  console.log("skip the browser: there is no Chromium");
  process.exit(0);
}
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
const faults = [];
// The one address that is refused on purpose.
const WRONG = `/sparql?query=${encodeURIComponent("SELECT ?s { ?s a foaf:Person }")}`;

async function visit(name, locale, steps, options = {}) {
  const context = await browser.newContext({ locale, baseURL: url, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("console", (message) => {
    if (message.text().includes("status of 400") && page.url().endsWith(WRONG)) return;
    if (message.type() === "error" || /Content.Security.Policy/.test(message.text())) faults.push(`${name}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${name}: ${error}`));
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith("http") && to.origin !== url) faults.push(`${name}: a request to ${to.origin}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().endsWith(WRONG)) faults.push(`${name}: ${response.status()} for ${response.url()}`);
  });
  await steps(page);
  await context.close();
  console.log(`ok   browser: ${name}`);
}

const cells = (page) => page.locator("table tbody td").allInnerTexts();

await visit("write a query and see the table", "zh-TW", async (page) => {
  await page.goto("/");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
  await page.goto("/sparql");
  await page.fill("#query", "SELECT ?n WHERE { VALUES ?n { 41 42 } } ORDER BY ?n");
  await page.click("form.ask button");
  await page.waitForSelector("table");
  assert.deepEqual(await cells(page), ["41", "42"]);
  assert.match(await page.inputValue("#query"), /VALUES/);
  const [download] = await Promise.all([
    page.waitForResponse((response) => response.url().includes("format=csv")),
    page.evaluate(() => fetch(document.querySelector('a[href*="format=csv"]').href)),
  ]);
  assert.match(await download.text(), /41/);
});

await visit("a wrong query comes back with its place", "zh-TW", async (page) => {
  await page.goto(WRONG);
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
  assert.match(await page.inputValue("#query"), /foaf:Person/);
  assert.equal(await page.innerText(".wrong mark"), "foaf:");
  assert.match(await page.innerText(".wrong"), /第 1 行第 18 字/);
});

await visit("an example becomes a query", "en-GB", async (page) => {
  await page.goto("/sparql");
  await page.locator('a[href*="example="]').first().click();
  assert.match(await page.inputValue("#query"), /SELECT|CONSTRUCT|ASK/);
  await page.click("form.ask button");
  await page.waitForSelector("#answer");
});

await visit("open a thing and follow its words", "zh-TW", async (page) => {
  await page.goto(`/id/person/${encodeURIComponent("唐鳳")}`);
  assert.match(decodeURIComponent(page.url()), /\/doc\/person\/唐鳳$/);
  assert.match(await page.innerText("h1"), /唐鳳/);
  const quote = page.locator("figure.quote").first();
  const words = (await quote.locator("blockquote").innerText()).replace(/\s+/g, "").slice(0, 8);
  await quote.locator("figcaption a").click();
  await page.waitForURL(/#p=\d+-\d+|#l/);
  const text = (await page.innerText("main")).replace(/\s+/g, "");
  assert.ok(text.includes(words), `${words} is not in the reader`);
});

await visit("a saved query with parameters", "en-GB", async (page) => {
  await page.goto("/api/visit-attendees");
  await page.fill('input[name="visit"]', "Ekimetrics");
  await page.click("form.ask button");
  await page.waitForSelector("table");
  assert.ok((await cells(page)).some((cell) => cell.includes("Poitrine")));
  assert.equal(await page.inputValue('input[name="visit"]'), "Ekimetrics");
  await page.click("a.language");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
});

await visit("by keyboard alone", "en-GB", async (page) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  for (let steps = 0; steps < 20; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.id === "q")) break;
  }
  await page.keyboard.type("Audrey Tang");
  await page.keyboard.press("Enter");
  await page.waitForSelector("ol.results li a");
  await page.focus("ol.results li a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/doc\//);
  await page.goto("/sparql");
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.id === "query")) break;
  }
  await page.keyboard.press("Control+A");
  await page.keyboard.type("ASK { ?s ?p ?o }");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".truth");
});

// What only a server has, judged by axe-core; the other pages are those of a release (see ../site.mjs).
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const asked = encodeURIComponent("SELECT ?n WHERE { VALUES ?n { 41 42 } }");
const SERVED = ["/sparql", WRONG, `/sparql?query=${asked}`, "/api/visit-attendees", "/api/visit-attendees?visit=Ekimetrics",
  `/search?q=${encodeURIComponent("開放政府")}`];
for (const locale of ["zh-TW", "en-GB"]) {
  for (const colorScheme of ["light", "dark"]) {
    await visit(`without a barrier, ${locale}, ${colorScheme}`, locale, async (page) => {
      // The page for going through a report has one language, the report's.
      const review = locale === "zh-TW" ? [`file://${process.env.GOVREP_PAGES}/review.html`] : [];
      for (const path of [...SERVED, ...review]) {
        await page.goto(path);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const v of violations) {
          faults.push(`axe ${path}: ${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 200)}`);
        }
      }
      // The script of the judge is let in past the policy of the page.
    }, { colorScheme, bypassCSP: true });
  }
}

await browser.close();
faults.forEach((fault) => console.error(`FAIL ${fault}`));
process.exit(faults.length ? 1 : 0);
