import {
  LineCounter,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { SourceLocation, SourceProblem } from './source-location.js';

/** A mapping of hundreds of templates stays below this; anything larger is some other file. */
const MAX_FILE_CHARACTERS = 512 * 1024;
/** Aliases are followed this many times, counting those within what they stand for. */
const MAX_ALIAS_COUNT = 100;

export type KeyPath = readonly (string | number)[];

/** A YAML file as plain data that still knows where each part stands. */
export interface YamlSource {
  readonly data: unknown;
  /**
   * Where the key of `path` stands, also when it comes from an anchor; for an item of a list, where it starts; of the
   * nearest parent that is there, when it is not.
   */
  locate(path: KeyPath): SourceLocation;
  /** A number as it was written without quotes, such as `01234`; null for everything else. */
  numberText(path: KeyPath): string | null;
}

/**
 * Reads YAML without interpreting it, or says what is wrong with it as YAML.
 * @param kind what messages call the file
 */
export function readYamlSource(
  written: string,
  fileName: string,
  kind: 'mapping' | 'archive',
): { readonly source: YamlSource } | { readonly problems: readonly SourceProblem[] } {
  // A byte order mark is no column, and a carriage return alone is a line end, too.
  const text = written.replace(/^\ufeff/, '').replace(/\r(?!\n)/g, '\n');
  const lines = new LineCounter();
  const locationAt = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { fileName, line, column: col };
  };
  const start: SourceLocation = { fileName, line: 1, column: 1 };
  if (text.length > MAX_FILE_CHARACTERS) {
    const message = `the file has ${text.length} characters, more than the ${MAX_FILE_CHARACTERS} ${kind === 'mapping' ? 'a mapping' : 'an archive file'} may have; check that it is the right file`;
    return { problems: [{ location: start, message }] };
  }
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
    const faults = [...document.errors, ...document.warnings];
    const problems = [
      ...faults.map((fault) => ({
        location: locationAt(fault.pos[0]),
        message: faultMessage(fault, text, kind),
      })),
      ...unusableNodes(document).map(({ offset, message }) => ({
        location: locationAt(offset),
        message,
      })),
    ];
    if (problems.length > 0) return { problems };
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
    return {
      source: {
        data,
        locate: (path) => locationAt(offsetOf(document, path)),
        numberText: (path) => numberTextAt(document, path),
      },
    };
  } catch (error) {
    // Aliases of aliases of aliases, or brackets nested by the thousand: both end in an exception inside the parser.
    if (!(error instanceof ReferenceError) && !(error instanceof RangeError)) throw error;
    return { problems: [{ location: start, message: TOO_MUCH }] };
  }
}

const TOO_MUCH =
  'the file nests or repeats too much (anchors, aliases or brackets); write the values out';

function faultMessage(fault: YAMLError, text: string, kind: 'mapping' | 'archive'): string {
  if (fault.message.includes('call stack')) return TOO_MUCH;
  if (fault.code === 'MULTIPLE_DOCS') {
    return `a second document begins here; ${kind === 'mapping' ? 'a mapping' : 'an archive'} file is one document, without a line of ---`;
  }
  if (fault.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:,{}]+/.exec(text.slice(fault.pos[0]))?.[0] ?? '';
    return `the key ${key} is here a second time; keep one of the two`;
  }
  if (fault.code === 'TAB_AS_INDENT') {
    return 'this line is indented with a tab, which YAML does not take; use spaces';
  }
  return `this is not valid YAML: ${fault.message}; check indentation and quotes`;
}

/** Names that every JavaScript object has; a value under them would be lost or do harm. */
const RESERVED_KEYS: ReadonlySet<string> = new Set([
  'prototype',
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** What YAML takes and a file of settings can't have: keys that are no names, and aliases of nothing. */
function unusableNodes(
  document: Document,
): { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  const add = (node: Node, message: string) => found.push({ offset: startOf(node), message });
  visit(document, {
    Pair(_, { key }) {
      if (isMap(key) || isSeq(key)) add(key, 'a key is a name, not a list or a map; write one');
      if (!isScalar(key) || !RESERVED_KEYS.has(String(key.value))) return;
      add(
        key,
        `"${String(key.value)}" can't be a key: JavaScript gives this name a meaning of its own; rename the field it stands for, or remove the line`,
      );
    },
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      add(alias, `there is no anchor &${alias.source} before this alias; correct its name`);
    },
  });
  return found;
}

type YamlPair = Pair<unknown, Node | null>;

/** What a path leads to: the pair in a map, or the item of a list. */
function find(document: Document, path: KeyPath): Node | YamlPair | null {
  let found: Node | YamlPair | null = document.contents;
  for (const key of path) {
    const parent = resolve(document, isPair(found) ? found.value : found);
    const child = childOf(document, parent, key);
    if (child === null) return found;
    found = child;
  }
  return found;
}

function resolve(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function childOf(
  document: Document,
  parent: Node | null,
  key: string | number,
): Node | YamlPair | null {
  if (isSeq<Node>(parent)) return parent.items[Number(key)] ?? null;
  if (!isMap<unknown, Node | null>(parent)) return null;
  return pairOf(document, parent, String(key));
}

/** The map's own pair wins over those that `<<` merges into it, as YAML has it. */
function pairOf(
  document: Document,
  map: YAMLMap<unknown, Node | null>,
  key: string,
): YamlPair | null {
  const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  if (own !== undefined) return own;
  for (const pair of map.items) {
    if (!isMergeKey(pair.key)) continue;
    const merged = resolve(document, pair.value);
    for (const source of isSeq<Node>(merged) ? merged.items : [merged]) {
      const from = resolve(document, source);
      const found = isMap<unknown, Node | null>(from) ? pairOf(document, from, key) : null;
      if (found !== null) return found;
    }
  }
  return null;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || key.value === '<<');
}

function offsetOf(document: Document, path: KeyPath): number {
  const found = find(document, path);
  if (!isPair(found)) return startOf(found);
  return startOf(isScalar(found.key) ? found.key : found.value);
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function numberTextAt(document: Document, path: KeyPath): string | null {
  const found = find(document, path);
  const node = resolve(document, isPair(found) ? found.value : found);
  if (!isScalar(node) || typeof node.value !== 'number') return null;
  return node.source ?? null;
}
