// Makes bundle/, which the program embeds when it is there: the scripts, the store, the licences.
import { build } from "esbuild";
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const KEPT = "README.md";
for (const name of readdirSync("bundle")) if (name !== KEPT) rmSync(path.join("bundle", name), { recursive: true });

const { metafile } = await build({
  entryPoints: { query: "src/page.js", "query-worker": "src/worker.js" },
  bundle: true,
  format: "iife",
  minify: true,
  target: ["es2022"],
  outdir: "bundle",
  metafile: true,
  legalComments: "none",
  charset: "utf8",
  // Where the store lies is said when it is started.
  define: { "import.meta.url": "\"\"" },
  loader: { ".svg": "dataurl", ".png": "dataurl" },
  logLevel: "warning",
});
copyFileSync("node_modules/oxigraph/web_bg.wasm", "bundle/oxigraph.wasm");

// The licence of every package that is in the bundle, with its text.
const folders = new Set(["node_modules/oxigraph"]);
for (const input of Object.keys(metafile.inputs)) {
  const found = /^(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(input);
  if (found) folders.add(found[1]);
}
// What they bring inside their own bundles.
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const queue = [...folders];
while (queue.length) {
  for (const name of Object.keys(lock[queue.pop()]?.dependencies ?? {})) {
    const folder = `node_modules/${name}`;
    if (!folders.has(folder) && lock[folder]) {
      folders.add(folder);
      queue.push(folder);
    }
  }
}
const texts = [...folders].sort().map((folder) => {
  const about = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file ? readFileSync(path.join(folder, file), "utf8").trim() : "";
  return `${about.name} ${about.version}\n${about.license ?? lock[folder].license}\n${text && `\n${text}\n`}`;
});
writeFileSync("bundle/LICENCES.txt", `${texts.join(`\n${"-".repeat(72)}\n\n`)}`);
if (!existsSync("bundle/query.css")) throw new Error("there is no style");
