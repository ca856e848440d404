/**
 * What people read, by language: salesforce/labels/en.json and its translations beside it for what runs in Salesforce,
 * ui/labels for the pages that run only outside. Of those for Salesforce come its custom labels, their translations, and
 * the module through which the components get them.
 *
 * `node scripts/labels.mjs` writes them; `npm run generate` does so, too.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const PACKAGE = 'salesforce/force-app/main/default';
/** The language in which the texts are written first, and what Salesforce calls it. */
export const SOURCE = 'en';
const SALESFORCE_LANGUAGES = { en: 'en_US' };
/** Labels of all packages and of the org itself stand in one list. */
const PREFIX = 'Dealdraft_';
const DESCRIPTION_LENGTH = 80;

/** By language `{ key: text }` of one folder of catalogues. */
export function readCatalogues(folder) {
  const directory = path.join(root, folder);
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return new Map(
    files
      .sort()
      .map((file) => [
        path.basename(file, '.json'),
        JSON.parse(readFileSync(path.join(directory, file), 'utf8')),
      ]),
  );
}

/** What the page outside Salesforce says, by language. */
export function pageCatalogues() {
  const pages = readCatalogues('ui/labels');
  return new Map(
    [...readCatalogues('salesforce/labels')].map(([language, labels]) => [
      language,
      { ...labels, ...pages.get(language) },
    ]),
  );
}

/** The generated files, by their path. */
export function labelFiles() {
  const catalogues = readCatalogues('salesforce/labels');
  const source = catalogues.get(SOURCE);
  const translations = [...catalogues].filter(([language]) => language !== SOURCE);
  return new Map([
    [`${PACKAGE}/labels/CustomLabels.labels-meta.xml`, customLabels(source)],
    ...translations.map(([language, labels]) => [
      `${PACKAGE}/translations/${language}.translation-meta.xml`,
      translation(labels),
    ]),
    [`${PACKAGE}/lwc/dealdraftLabels/dealdraftLabels.js`, labelModule(Object.keys(source))],
  ]);
}

function customLabels(labels) {
  const entries = Object.entries(labels).map(
    ([key, text]) => `    <labels>
        <fullName>${PREFIX}${key}</fullName>
        <categories>dealdraft</categories>
        <language>${SALESFORCE_LANGUAGES[SOURCE]}</language>
        <protected>false</protected>
        <shortDescription>${escaped(shortened(text))}</shortDescription>
        <value>${escaped(text)}</value>
    </labels>
`,
  );
  return xml('CustomLabels', entries.join(''));
}

function translation(labels) {
  const entries = Object.entries(labels).map(
    ([key, text]) => `    <customLabels>
        <label>${escaped(text)}</label>
        <name>${PREFIX}${key}</name>
    </customLabels>
`,
  );
  return xml('Translations', entries.join(''));
}

function xml(element, content) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${element} xmlns="http://soap.sforce.com/2006/04/metadata">
${content}</${element}>
`;
}

function shortened(text) {
  const characters = [...text];
  if (characters.length <= DESCRIPTION_LENGTH) return text;
  return `${characters.slice(0, DESCRIPTION_LENGTH - 1).join('')}…`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function labelModule(keys) {
  const imports = keys.map((key) => `import ${key} from '@salesforce/label/c.${PREFIX}${key}';\n`);
  return `// Generated from salesforce/labels by scripts/labels.mjs.
${imports.join('')}
/** Outside Salesforce and in tests another module stands in for this one. */
export const LABELS = {
${keys.map((key) => `  ${key},\n`).join('')}};
`;
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, content] of labelFiles()) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }
}
