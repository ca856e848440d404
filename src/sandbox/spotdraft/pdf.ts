import { PDFDocument, StandardFonts } from 'pdf-lib';

import { displayStatus } from './model.js';
import type { Contract } from './model.js';

const LINE_LENGTH = 92;
const LINES_PER_PAGE = 46;

/** A contract's current version as a real PDF, the same bytes for the same version. */
export function renderContractPdf(contract: Contract): Promise<Uint8Array> {
  const signatures = contract.signatories.map(({ name, email, action }) => {
    const state = action?.isSuccess ? `signed ${action.at.toISOString()}` : 'not signed';
    return `${name} <${email}>: ${state}`;
  });
  return renderPdf(contract.name, contract.createdAt, [
    `Contract ${contract.compositeId} (${contract.referenceId}), version ${contract.versionId}`,
    `Status: ${displayStatus(contract)}`,
    `Counterparties: ${contract.parties.map(({ name }) => name).join('; ')}`,
    '',
    ...describeData(contract.data),
    '',
    'Signatures',
    ...signatures,
  ]);
}

export function renderPreviewPdf(
  templateName: string,
  data: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<Uint8Array> {
  return renderPdf(`Preview: ${templateName}`, at, describeData(data));
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

function describeData(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(data).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}

/** The standard fonts know Latin-1 alone; anything else shows as a question mark. */
function wrap(line: string): string[] {
  const printable = line.replace(/[–—]/g, '-').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
  const parts = printable.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g'));
  return parts ?? [''];
}
