/**
 * What the page outside Salesforce asks: the operations of ui/src and of the Lightning components on it, by the hash of their text, for
 * a server that carries out none but those it knows. Parts that several operations share are constants of the same file.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import * as componentOperations from '../salesforce/force-app/main/default/lwc/dealdraftApi/operations.js';

const TEMPLATE = /const (\w+) = (\/\* GraphQL \*\/ )?`([^`]*)`/gu;

/** @returns {Promise<Record<string, string>>} */
export async function pageOperations(source) {
  const scripts = (await readdir(source, { recursive: true })).filter((name) =>
    name.endsWith('.js'),
  );
  const own = await Promise.all(
    scripts
      .sort()
      .map(async (name) => operationsIn(await readFile(path.join(source, name), 'utf8'))),
  );
  const texts = new Set([...own.flat(), ...Object.values(componentOperations)].filter(isOperation));
  return Object.fromEntries([...texts].map((text) => [hashOf(text), text]));
}

export function operationsIn(code) {
  const constants = new Map();
  const marked = [];
  for (const [, name, mark, raw] of code.matchAll(TEMPLATE)) {
    const text = raw.replace(/\$\{(\w+)\}/gu, (_, part) => {
      if (!constants.has(part)) throw new Error(`\${${part}} is no text of the same file.`);
      return constants.get(part);
    });
    constants.set(name, text);
    if (mark !== undefined) marked.push(text);
  }
  return marked;
}

/** Texts that are parts of others alone are none. */
function isOperation(text) {
  try {
    return parse(text).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  } catch {
    return false;
  }
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}
