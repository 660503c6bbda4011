// RDFC-1.0 hashes by rdf-canonize: of N-Quads as they stand, of JSON-LD as jsonld reads it.
// Arguments: NAME=FILE, the name to print and the file to read.
import crypto from 'node:crypto';
import fs from 'node:fs';
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';

// Its parser compares each line with all before it in the graph to find repetitions, which takes
// minutes for a dump; so it is given one line at a time, and repetitions are found by the lines.
const parse = (text) => [...new Set(text.split('\n'))].flatMap((line) => rdfCanonize.NQuads.parse(line));

for (const argument of process.argv.slice(2)) {
  const [name, file] = argument.split('=');
  const text = fs.readFileSync(file, 'utf8');
  const lines = file.endsWith('.jsonld') ? await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads' }) : text;
  const canonical = await rdfCanonize.canonize(parse(lines), { algorithm: 'RDFC-1.0' });
  console.log('rdf-canonize', name, crypto.createHash('sha256').update(canonical).digest('hex'));
}
