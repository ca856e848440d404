import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import type { PDFFont, PDFPage } from 'pdf-lib';

import type { Contract } from '../model.js';
import { contractBlocks, dataBlocks } from './contract-document.js';
import type { Block, Table } from './contract-document.js';

/** A4, in points. */
const PAGE = { width: 595, height: 842 };
const MARGIN = 56;
const WIDTH = PAGE.width - 2 * MARGIN;
const LINE = 15;
const BODY = 10.5;
const GREY = rgb(0.4, 0.4, 0.4);

/** A contract's current version as a real PDF, the same bytes for the same version. */
export async function renderContractPdf(contract: Contract): Promise<Uint8Array> {
  const { file } = contract;
  // What came as a PDF goes out as it came; everything else is made into one.
  if (file?.bytes.toString('latin1', 0, 5) === '%PDF-') return file.bytes;
  return renderPdf(contract.name, contract.createdAt, contractBlocks(contract));
}

export function renderPreviewPdf(
  templateName: string,
  parties: readonly string[],
  data: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<Uint8Array> {
  return renderPdf(`Preview: ${templateName}`, at, [
    { kind: 'text', text: `Between ${parties.join('; ')}` },
    ...dataBlocks(data),
  ]);
}

async function renderPdf(title: string, at: Date, blocks: readonly Block[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  document.setProducer('SpotDraft sandbox');
  document.setCreationDate(at);
  document.setModificationDate(at);
  const paper = new Paper(document, {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  });
  paper.write(title, { isBold: true, size: 17, lineHeight: 24 });
  paper.leave(8);
  let number = 0;
  for (const block of blocks) {
    if (block.kind === 'clause' || block.kind === 'table') {
      number += 1;
      paper.keepTogether(4 * LINE);
      paper.write(`${number}. ${block.heading}`, { isBold: true });
    }
    if (block.kind === 'table') paper.table(block);
    else if (block.kind === 'signature') paper.signature(block.who, block.said);
    else paper.write(block.text, { isBold: block.kind === 'heading' });
    paper.leave(8);
  }
  paper.numberPages();
  return document.save();
}

interface Style {
  readonly isBold?: boolean;
  readonly size?: number;
  readonly lineHeight?: number;
}

interface Fonts {
  readonly plain: PDFFont;
  readonly bold: PDFFont;
}

/** Writes from the top of a page to its bottom, and goes on with another. */
class Paper {
  readonly #document: PDFDocument;
  readonly #fonts: Fonts;
  #page: PDFPage;
  #y = PAGE.height - MARGIN;

  constructor(document: PDFDocument, fonts: Fonts) {
    this.#document = document;
    this.#fonts = fonts;
    this.#page = this.#newPage();
  }

  leave(height: number): void {
    this.#y -= height;
  }

  /** Begins another page where less than this is left. */
  keepTogether(height: number): void {
    if (this.#y - height < MARGIN) this.#page = this.#newPage();
  }

  write(text: string, { isBold = false, size = BODY, lineHeight = LINE }: Style = {}): void {
    const font = isBold ? this.#fonts.bold : this.#fonts.plain;
    for (const line of wrap(text, font, size, WIDTH)) {
      this.keepTogether(lineHeight);
      this.leave(lineHeight);
      this.#page.drawText(line, { x: MARGIN, y: this.#y, size, font });
    }
  }

  table({ columns, rows, total }: Table): void {
    const first = columns.length > 1 ? 0.5 : 1;
    const widths = columns.map((_, at) =>
      at === 0 ? WIDTH * first : (WIDTH * (1 - first)) / (columns.length - 1),
    );
    this.#row(columns, widths, true);
    this.#rule();
    for (const row of rows) this.#row(row, widths, false);
    if (total === null) return;
    this.#rule();
    this.#row(['Total', ...columns.slice(2).map(() => ''), total], widths, true);
  }

  signature(who: string, said: string): void {
    this.keepTogether(4 * LINE);
    this.leave(LINE);
    this.write(who, { isBold: true });
    this.write(said);
  }

  numberPages(): void {
    const pages = this.#document.getPages();
    for (const [index, page] of pages.entries())
      page.drawText(`Page ${index + 1} of ${pages.length}`, {
        x: MARGIN,
        y: MARGIN / 2,
        size: 8,
        font: this.#fonts.plain,
        color: GREY,
      });
  }

  #row(cells: readonly string[], widths: readonly number[], isBold: boolean): void {
    const font = isBold ? this.#fonts.bold : this.#fonts.plain;
    const lines = cells.map((cell, at) => wrap(cell, font, BODY, (widths[at] ?? WIDTH) - 8));
    const height = Math.max(...lines.map(({ length }) => length)) * LINE;
    this.keepTogether(height);
    let x = MARGIN;
    for (const [at, cell] of lines.entries()) {
      const width = widths[at] ?? 0;
      for (const [index, line] of cell.entries()) {
        // Amounts stand below one another; whatever is in the first column begins at its left.
        const indent = at === 0 ? 0 : width - font.widthOfTextAtSize(line, BODY);
        const y = this.#y - (index + 1) * LINE;
        this.#page.drawText(line, { x: x + indent, y, size: BODY, font });
      }
      x += width;
    }
    this.leave(height);
  }

  #rule(): void {
    this.leave(4);
    this.#page.drawLine({
      start: { x: MARGIN, y: this.#y },
      end: { x: PAGE.width - MARGIN, y: this.#y },
      thickness: 0.5,
      color: GREY,
    });
  }

  #newPage(): PDFPage {
    this.#y = PAGE.height - MARGIN;
    return this.#document.addPage([PAGE.width, PAGE.height]);
  }
}

/** Between words, and within one that is longer than a line. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines = [''];
  for (const word of printable(text).split(/(?<= )/)) {
    for (const piece of piecesOf(word, font, size, width)) {
      const longer = `${lines.at(-1) ?? ''}${piece}`;
      if (font.widthOfTextAtSize(longer.trimEnd(), size) <= width) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
  }
  return lines.map((line) => line.trimEnd());
}

function piecesOf(word: string, font: PDFFont, size: number, width: number): readonly string[] {
  const most = Math.max(1, Math.floor((word.length * width) / font.widthOfTextAtSize(word, size)));
  return word.length <= most ? [word] : (word.match(new RegExp(`.{1,${most}}`, 'g')) ?? []);
}

/** The standard fonts know Latin-1 alone; anything else shows as a question mark. */
function printable(text: string): string {
  return text
    .replace(/[–—]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
}
