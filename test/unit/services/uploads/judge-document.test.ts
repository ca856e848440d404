import { describe, expect, it } from 'vitest';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../../src/domain/document.js';
import { judgeDocument } from '../../../../src/services/uploads/judge-document.js';
import { docx, pdf, zip } from '../../../support/documents.js';

const MAIN = `${DOCUMENT_TYPES.docx}.main+xml`;
const judge = (bytes: Uint8Array) => judgeDocument(bytesInMemory(bytes));

describe('what is taken', () => {
  it.each([
    ['a PDF', pdf(), DOCUMENT_TYPES.pdf],
    ['a DOCX', docx(), DOCUMENT_TYPES.docx],
    [
      'a DOCX with its parts unpacked, and a comment',
      zip(
        [
          {
            name: '[Content_Types].xml',
            content: `<Types><Override ContentType='${MAIN}' PartName='/word/document2.xml'/></Types>`,
            isStored: true,
          },
          { name: 'word/document2.xml', content: '<w:document/>', isStored: true },
        ],
        'saved by a tool',
      ),
      DOCUMENT_TYPES.docx,
    ],
    [
      'a DOCX whose types do not name its main part',
      zip([
        { name: '[content_types].xml', content: '<Types><Default Extension="xml"/></Types>' },
        { name: 'word/document.xml', content: '<w:document/>' },
      ]),
      DOCUMENT_TYPES.docx,
    ],
  ])('%s', async (_what, bytes, contentType) => {
    expect(await judge(bytes)).toEqual({ ok: true, contentType });
  });
});

describe('what is not, and why', () => {
  const broken = docx();
  const contentTypes = (content: string | Buffer) => [
    { name: '[Content_Types].xml', content },
    { name: 'word/document.xml', content: '' },
  ];
  it.each([
    ['nothing', Buffer.alloc(0), /neither a PDF nor/],
    ['a text', Buffer.from('hello, this is no document'), /neither a PDF nor/],
    ['a PDF that begins with something else', Buffer.from(' %PDF-1.7'), /neither a PDF nor/],
    ['a document of old', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.doc/],
    ['an archive of other files', zip([{ name: 'a.txt', content: 'a' }]), /archive/],
    ['an empty archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), zip([])]), /archive/],
    [
      'a workbook',
      zip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'xl/workbook.xml', content: '' },
      ]),
      /no Word document/,
    ],
    [
      'a document with macros, by its type',
      docx({ mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
      /macros/,
    ],
    [
      'a document with macros, by its parts',
      docx({ parts: [{ name: 'word/vbaProject.bin', content: 'x' }] }),
      /macros/,
    ],
    [
      'a document whose main part is missing',
      zip([
        {
          name: '[Content_Types].xml',
          content: `<Override PartName="/word/other.xml" ContentType="${MAIN}"/>`,
        },
      ]),
      /no Word document/,
    ],
    [
      'a part behind a password',
      docx({ parts: [{ name: 'word/styles.xml', content: 'x', isEncrypted: true }] }),
      /password/,
    ],
    [
      'a bomb that says so',
      docx({ parts: [{ name: 'word/media/a.bin', content: 'x', unpackedBytes: 0xf0000000 }] }),
      /unpacks to/,
    ],
    ['a bomb in the part that is read', zip(contentTypes(Buffer.alloc(3_000_000))), /damaged/],
    [
      'a part that is longer than it says',
      zip([
        { ...contentTypes(Buffer.alloc(3_000_000))[0]!, unpackedBytes: 100 },
        contentTypes('')[1]!,
      ]),
      /damaged/,
    ],
    ['an archive that is cut off', broken.subarray(0, broken.length - 30), /damaged/],
    [
      'an archive without its beginning',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), broken.subarray(60)]),
      /damaged/,
    ],
  ])('%s', async (_what, bytes, message) => {
    const judged = await judge(bytes);
    expect(judged.ok ? judged.contentType : judged.message).toMatch(message);
  });

  /** Offsets of the end record: entries 10, size of the table 12, its start 16. */
  it.each([
    ['more entries than any document', 10, 20_000],
    ['a table larger than the file', 12, 0x7fffffff],
    ['a table behind the end', 16, 0x7fffffff],
    ['more entries than its table has', 10, 3],
    ['a table that begins elsewhere', 16, 1],
  ])('an archive that says it has %s', async (_what, at, value) => {
    const bytes = docx();
    const end = bytes.length - 22;
    if (at === 10) bytes.writeUInt16LE(value, end + at);
    else bytes.writeUInt32LE(value, end + at);
    expect(await judge(bytes)).toMatchObject({ ok: false, message: /damaged/ });
  });

  /** Offsets within the first entry of the table: method 10, packed size 20, name 28, offset 42. */
  it.each([
    ['an unknown method', 10, 99],
    ['a packed part larger than any', 20, 0x7fffffff],
    ['a packed part that ends behind the file', 20, 60_000],
    ['a name longer than the table', 28, 60_000],
    ['a part behind the end', 42, 0x7fffffff],
    ['a part that begins elsewhere', 42, 7],
  ])('an archive whose first entry has %s', async (_what, at, value) => {
    const bytes = docx();
    const table = bytes.readUInt32LE(bytes.length - 22 + 16);
    if (at === 10 || at === 28) bytes.writeUInt16LE(value, table + at);
    else bytes.writeUInt32LE(value, table + at);
    expect(await judge(bytes)).toMatchObject({ ok: false, message: /damaged/ });
  });
});

it('is soon done with parts that begin without end', async () => {
  // A megabyte of it packs to a kilobyte, and would keep a search that goes on from each beginning to the end for minutes.
  const content = '<Override '.repeat(100_000);
  const judged = await judge(zip([{ name: '[Content_Types].xml', content }]));
  expect(judged).toMatchObject({ ok: false });
});

it('passes on what goes wrong with the bytes themselves', async () => {
  const bytes = docx();
  const cut = judgeDocument({
    sizeBytes: bytes.length,
    slice: async (start, end) => {
      if (end - start !== 8) throw new Error('gone');
      return bytes.subarray(start, end);
    },
  });
  await expect(cut).rejects.toThrow('gone');
});
