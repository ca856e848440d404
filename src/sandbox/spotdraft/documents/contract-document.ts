import { isObject } from '../json.js';
import { displayStatus } from '../model.js';
import type { Contract, Signatory } from '../model.js';

/** A part of a contract as a reader meets it, whatever it is written in. */
export type Block =
  | { readonly kind: 'text' | 'heading'; readonly text: string }
  | { readonly kind: 'clause'; readonly heading: string; readonly text: string }
  | ({ readonly kind: 'table'; readonly heading: string } & Table)
  | { readonly kind: 'signature'; readonly who: string; readonly said: string };

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the last column, where that holds amounts alone. */
  readonly total: string | null;
}

/** What stands in every contract of this workspace, whatever its template asks for. */
const GENERAL_CLAUSES: readonly Block[] = [
  {
    kind: 'clause',
    heading: 'Confidentiality',
    text: 'Each party keeps to itself what it learns of the business of the other, during the term and for two years after it.',
  },
  {
    kind: 'clause',
    heading: 'Changes',
    text: 'A change of this agreement is made in writing and signed by both parties. What is not settled here follows the law.',
  },
];

/** What the current version of a contract says. */
export function contractBlocks(contract: Contract): readonly Block[] {
  const names = contract.parties.map(({ name }) => name);
  return [
    {
      kind: 'text',
      text: `Contract ${contract.compositeId}, version ${contract.versionId}. Status: ${displayStatus(contract)}`,
    },
    {
      kind: 'text',
      text: `This agreement is made on ${dayOf(contract.createdAt)} between Meridian Cloud and ${names.join(' and ')}.`,
    },
    ...dataBlocks(contract.data),
    ...GENERAL_CLAUSES,
    { kind: 'heading', text: 'Signatures' },
    ...contract.signatories.map(toSignature),
  ];
}

/** The terms, each a clause, tables as tables. */
export function dataBlocks(data: Readonly<Record<string, unknown>>): readonly Block[] {
  return Object.entries(data).map(([name, value]): Block =>
    isRows(value)
      ? { kind: 'table', heading: titleOf(name), ...toTable(value) }
      : { kind: 'clause', heading: titleOf(name), text: wordsOf(value) },
  );
}

/** The same in lines, as a text has it. */
export function contractLines(contract: Contract): string[] {
  let number = 0;
  return contractBlocks(contract).flatMap((block) => {
    switch (block.kind) {
      case 'text':
      case 'heading':
        return [block.text, ''];
      case 'clause':
        number += 1;
        return [`${number}. ${block.heading}: ${block.text}`];
      case 'table':
        number += 1;
        return [`${number}. ${block.heading}`, ...rowLines(block)];
      case 'signature':
        return [block.who, `    ${block.said}`];
    }
  });
}

function rowLines({ columns, rows }: Table): string[] {
  return rows.map((cells, at) => {
    const named = cells.map((cell, column) => `${columns[column]} ${cell}`);
    return `    ${String.fromCharCode(97 + (at % 26))}) ${named.join(', ')}`;
  });
}

function toSignature({ name, title, email, action }: Signatory): Block {
  return {
    kind: 'signature',
    who: [name, title].filter(Boolean).join(', '),
    said:
      action?.isSuccess === true
        ? `Signed electronically on ${dayOf(action.at)} by ${email}`
        : `______________________________ (${email}, not signed yet)`,
  };
}

function toTable(rows: readonly Readonly<Record<string, unknown>>[]): Table {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const last = names.at(-1) ?? '';
  return {
    columns: names.map(titleOf),
    rows: rows.map((row) => names.map((name) => wordsOf(row[name]))),
    total: totalOf(rows.map((row) => row[last])),
  };
}

/** Of amounts of one currency, or of plain numbers. */
function totalOf(values: readonly unknown[]): string | null {
  const amounts = values.map((value) =>
    isObject(value) ? value : { type: undefined, value: value },
  );
  const { type } = amounts[0] ?? {};
  let sum = 0;
  for (const one of amounts) {
    if (one['type'] !== type || typeof one['value'] !== 'number') return null;
    sum += one['value'];
  }
  if (amounts.length < 2) return null;
  return wordsOf(type === undefined ? sum : { type, value: sum });
}

function isRows(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wordsOf(value: unknown): string {
  if (value === true || value === false) return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.map(wordsOf).join('; ');
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayOf(new Date(value)) : value;
  if (!isObject(value)) return '-';
  const { type, value: amount } = value;
  if (typeof type !== 'string' || typeof amount !== 'number') {
    return Object.values(value).map(wordsOf).join(', ');
  }
  return /^[A-Z]{3}$/.test(type)
    ? `${type} ${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}`
    : `${amount} ${type.toLowerCase()}`;
}

function dayOf(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
