import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  YAMLSeq,
} from 'yaml';
import type { Pair } from 'yaml';
import type { GuessedEntry } from './guess-entry.js';

const GUESS = ' guess';
/** The first line is where an editor finds out what the file may hold: `dealdraft mapping schema` prints it. */
const NEW_FILE = `# yaml-language-server: $schema=./dealdraft.mapping.schema.json
# How deals become contracts; docs/mapping.md explains how to write it.
version: 1
contracts: []
`;

/**
 * Adds the entry to the text of a mapping file, each guess marked. Every other character stays as it is.
 * @param text of a file that can be read; null for a new one
 */
export function addEntry(text: string | null, entry: GuessedEntry): string {
  const written = text ?? NEW_FILE;
  const document = parseDocument(written);
  const contracts = document.get('contracts');
  if (!isSeq(contracts)) throw new Error('a mapping file that can be read has contracts');
  const added = textOf(entry);
  if (contracts.items.length > 0 && contracts.flow === true) {
    // Between brackets nobody writes comments; the list is written anew.
    contracts.flow = false;
    contracts.add(nodeOf(entry));
    return document.toString({ lineWidth: 0 });
  }
  if (contracts.items.length === 0) {
    const [start, end] = rangeOf(contracts);
    const isKeyEnd = written.slice(0, start).replace(/ +$/u, '');
    return `${isKeyEnd}\n${indented(added, '  ')}${written.slice(end).replace(/^\n/u, '')}`;
  }
  const indent = indentOf(written, contracts);
  const end = endOfComments(written, endOfLine(written, lastOffset(contracts)), indent);
  const before = written.slice(0, end);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${indented(added, indent)}${written.slice(end).replace(/^\n/u, '')}`;
}

function nodeOf({ templateId, name, counterparty, data, unguessed }: GuessedEntry) {
  const document = new Document({
    template: Number(templateId),
    name,
    counterparties: [counterparty],
    data,
  });
  visit(document, {
    Pair(_key, pair: Pair) {
      if (isScalar(pair.key) && pair.key.value === 'template') return;
      if (isScalar(pair.value)) pair.value.comment = GUESS;
    },
  });
  const fields = document.get('data');
  if (isMap(fields) && unguessed.length > 0) {
    fields.flow = false;
    fields.comment = unguessed
      .map((field) => {
        const need = field.required ? 'required' : 'optional';
        const type = field.kind === 'leaf' ? field.rawType : field.kind;
        return ` ${field.name}: "${field.label}", ${type}, ${need}: nothing was found that fits`;
      })
      .join('\n');
  }
  return document.contents;
}

function textOf(entry: GuessedEntry): string {
  const list = new YAMLSeq();
  list.add(nodeOf(entry));
  const document = new Document();
  document.contents = list;
  return document.toString({ lineWidth: 0 });
}

function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gmu, indent);
}

function rangeOf(node: YAMLSeq): readonly [number, number] {
  const [start = 0, end = 0] = node.range ?? [];
  return [start, end];
}

/** Where the last value in it ends. */
function lastOffset(node: unknown): number {
  if (isCollection(node) && node.items.length > 0 && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    return isPair(last) ? lastOffset(last.value ?? last.key) : lastOffset(last);
  }
  const { range } = node as { range?: readonly number[] };
  return range?.[1] ?? 0;
}

function endOfLine(text: string, offset: number): number {
  // A block text ends behind its line end.
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** Comments deeper than the list's "-" are about the last entry, such as those on fields that nothing fits, and stay with it. */
function endOfComments(text: string, offset: number, indent: string): number {
  const comments = new RegExp(`\\n?(?:[ \\t\\r]*\\n)*${indent} +#[^\\n]*`, 'uy');
  let end = offset;
  do {
    comments.lastIndex = end;
    end += comments.exec(text)?.[0].length ?? 0;
  } while (comments.lastIndex > 0);
  return end;
}

/** What stands before the first item's "-". */
function indentOf(text: string, list: YAMLSeq): string {
  const [first] = list.items as { range?: readonly number[] }[];
  const start = first?.range?.[0] ?? 0;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return /^ */u.exec(line)?.[0] ?? '';
}
