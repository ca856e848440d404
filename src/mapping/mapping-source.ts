import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import type { SourceLocation } from './source-location.js';

/** A mapping of hundreds of templates stays below this; anything larger is some other file. */
const MAX_FILE_CHARACTERS = 512 * 1024;
/** Aliases are followed this many times, counting those within what they stand for. */
const MAX_ALIAS_COUNT = 100;

export interface SourceProblem {
  readonly location: SourceLocation;
  readonly message: string;
}

type KeyPath = readonly (string | number)[];

/** A YAML file as plain data that still knows where each part stands. */
export interface MappingSource {
  readonly data: unknown;
  /** Where the value at `path` starts; of its nearest parent that is there, when it is not. */
  locate(path: KeyPath): SourceLocation;
  /** Where `key` itself stands in the map at `path`. */
  locateKey(path: KeyPath, key: string): SourceLocation;
}

/** Reads YAML without interpreting it, or says what is wrong with it as YAML. */
export function readMappingSource(
  text: string,
  fileName: string,
): { readonly source: MappingSource } | { readonly problems: readonly SourceProblem[] } {
  const lines = new LineCounter();
  const locationAt = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { fileName, line, column: col };
  };
  const start: SourceLocation = { fileName, line: 1, column: 1 };
  if (text.length > MAX_FILE_CHARACTERS) {
    const message = `the file has ${text.length} characters, more than the ${MAX_FILE_CHARACTERS} a mapping may have; check that it is the right file`;
    return { problems: [{ location: start, message }] };
  }
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
      return {
        problems: faults.map((fault) => ({
          location: locationAt(fault.pos[0]),
          message: `this is not valid YAML: ${fault.message}; check indentation and quotes`,
        })),
      };
    }
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
    const offsetOf = (node: Node | null): number => node?.range?.[0] ?? 0;
    return {
      source: {
        data,
        locate: (path) => locationAt(offsetOf(findNode(document, path))),
        locateKey: (path, key) =>
          locationAt(offsetOf(findKey(findNode(document, path), key) ?? findNode(document, path))),
      },
    };
  } catch (error) {
    // Aliases of aliases of aliases, or brackets nested by the thousand: both end in an exception inside the parser.
    if (!(error instanceof ReferenceError) && !(error instanceof RangeError)) throw error;
    const message =
      'the file nests or repeats too much (anchors, aliases or brackets); write the values out';
    return { problems: [{ location: start, message }] };
  }
}

function findNode(document: Document.Parsed, path: KeyPath): Node | null {
  let node: Node | null = document.contents;
  for (const key of path) {
    const child: Node | null = childOf(resolve(document, node), key);
    if (child === null) return node;
    node = child;
  }
  return node;
}

function resolve(document: Document.Parsed, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function childOf(node: Node | null, key: string | number): Node | null {
  if (!isMap<unknown, Node | null>(node) && !isSeq<Node>(node)) return null;
  return node.get(key, true) ?? null;
}

function findKey(node: Node | null, key: string): Node | null {
  if (!isMap<unknown, Node | null>(node)) return null;
  const pair = node.items.find(({ key: item }) => isScalar(item) && String(item.value) === key);
  return isScalar(pair?.key) ? pair.key : null;
}
