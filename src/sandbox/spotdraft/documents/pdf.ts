import { isObject } from '../json.js';
import { PDFDocument, StandardFonts } from 'pdf-lib';

import { displayStatus } from '../model.js';
import type { Contract } from '../model.js';

const LINE_LENGTH = 92;
const LINES_PER_PAGE = 46;

/** What the current version of a contract says. */
export function contractLines(contract: Contract): string[] {
  const names = contract.parties.map(({ name }) => name);
  const signatures = contract.signatories.flatMap(({ name, title, email, action }) => [
    [name, title].filter(Boolean).join(', '),
    action?.isSuccess
      ? `    Signed electronically on ${dayOf(action.at)} by ${email}`
      : `    ______________________________ (${email}, not signed yet)`,
  ]);
  return [
    `Contract ${contract.compositeId}, version ${contract.versionId}. Status: ${displayStatus(contract)}`,
    '',
    `This agreement is made on ${dayOf(contract.createdAt)} between Meridian Cloud and ${names.join(' and ')}.`,
    '',
    ...describeData(contract.data),
    '',
    'Signatures',
    '',
    ...signatures,
  ];
}

/** A contract's current version as a real PDF, the same bytes for the same version. */
export async function renderContractPdf(contract: Contract): Promise<Uint8Array> {
  const { file } = contract;
  // What came as a PDF goes out as it came; everything else is made into one.
  if (file?.bytes.toString('latin1', 0, 5) === '%PDF-') return file.bytes;
  return renderPdf(contract.name, contract.createdAt, contractLines(contract));
}

export function renderPreviewPdf(
  templateName: string,
  parties: readonly string[],
  data: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<Uint8Array> {
  return renderPdf(`Preview: ${templateName}`, at, [
    `Between ${parties.join('; ')}`,
    '',
    ...describeData(data),
  ]);
}

async function renderPdf(title: string, at: Date, lines: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  document.setProducer('SpotDraft sandbox');
  document.setCreationDate(at);
  document.setModificationDate(at);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const wrapped = [title, '', ...lines].flatMap(wrap);
  for (let from = 0; from < wrapped.length; from += LINES_PER_PAGE) {
    const page = document.addPage([595, 842]);
    for (const [index, line] of wrapped.slice(from, from + LINES_PER_PAGE).entries()) {
      page.drawText(line, { x: 56, y: 780 - index * 16, size: 10.5, font });
    }
  }
  return document.save();
}

/** The terms as a reader expects them: a heading each, tables row by row. */
function describeData(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(data).flatMap(([name, value], index) => {
    const heading = `${index + 1}. ${titleOf(name)}`;
    if (!isRows(value)) return [`${heading}: ${wordsOf(value)}`];
    return [
      heading,
      ...value.map((row, at) => {
        const cells = Object.entries(row).map(
          ([column, cell]) => `${titleOf(column)} ${wordsOf(cell)}`,
        );
        return `    ${String.fromCharCode(97 + (at % 26))}) ${cells.join(', ')}`;
      }),
    ];
  });
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
  if (!isObject(value)) return typeof value === 'string' ? value : '-';
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

/** The standard fonts know Latin-1 alone; anything else shows as a question mark. */
function wrap(line: string): string[] {
  const printable = line.replace(/[–—]/g, '-').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
  const parts = printable.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g'));
  return parts ?? [''];
}
