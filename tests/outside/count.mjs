// Counts the statements of files with the parsers of the JavaScript world.
import fs from 'node:fs';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';

const ofN3 = { ttl: 'Turtle', nt: 'N-Triples', nq: 'N-Quads', trig: 'TriG' };

for (const name of process.argv.slice(2)) {
  const ending = name.split('.').pop();
  const text = fs.readFileSync(name, 'utf8');
  if (ending in ofN3) {
    const quads = new Parser({ format: ofN3[ending] }).parse(text);
    console.log('n3', name, quads.length);
  } else if (ending === 'jsonld') {
    const quads = await jsonld.toRDF(JSON.parse(text), { documentLoader: refuse });
    console.log('jsonld', name, quads.length);
  } else {
    let count = 0;
    const parser = new RdfXmlParser();
    await new Promise((done, failed) => {
      parser.on('data', () => (count += 1)).on('error', failed).on('end', done);
      parser.end(text);
    });
    console.log('rdfxml-streaming-parser', name, count);
  }
}

/** The files need no context from elsewhere. */
async function refuse(url) {
  throw new Error(`${url} was asked for`);
}
