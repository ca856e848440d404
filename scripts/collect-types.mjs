/**
 * Copies the declarations that dist/index.d.ts leads to into dist/types: who installs the package sees no others, and a thousand
 * small files that nobody reads take four megabytes of a disk.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceFile } from './replace-file.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = path.join(dist, 'types');
const ENTRY = 'index.d.ts';
const RELATIVE = /(?:\bfrom |\bimport\(|^import )['"](\.{1,2}\/[^'"]+)\.js['"]/gm;

/** What an earlier build led to is gone afterwards. */
export async function collectTypes() {
  const texts = new Map();
  const found = [ENTRY];
  for (const file of found) {
    const text = await readFile(path.join(dist, file), 'utf8');
    texts.set(file, text);
    for (const [, specifier] of text.matchAll(RELATIVE)) {
      const other = path.join(path.dirname(file), `${specifier}.d.ts`);
      if (!found.includes(other)) found.push(other);
    }
  }
  for (const [file, text] of texts) await replaceFile(path.join(types, file), Buffer.from(text));
  for (const entry of await readdir(types, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !texts.has(path.relative(types, file))) await rm(file);
  }
}
