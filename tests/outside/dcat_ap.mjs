// Validates the catalogue with rdf-validate-shacl, the other engine.
import fs from 'node:fs';
import rdf from '@zazuko/env-node';
import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const [release, shapes] = process.argv.slice(2);
const read = (file) => rdf.dataset(new Parser().parse(fs.readFileSync(file, 'utf8')));
const data = read(`${release}/catalog.ttl`);
let wrong = 0;
for (const file of ['shapes.ttl', 'range.ttl', 'shapes_recommended.ttl']) {
  const report = await new SHACLValidator(read(`${shapes}/${file}`), { factory: rdf }).validate(data);
  for (const result of report.results) {
    console.error(`  ${result.focusNode?.value} ${result.path?.value} ${result.message}`);
  }
  console.log(`rdf-validate-shacl catalog.ttl ${file.padEnd(28)} ${report.results.length} results`);
  wrong += report.results.length;
}
process.exit(wrong > 0 ? 1 : 0);
