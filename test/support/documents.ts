import { deflateRawSync } from 'node:zlib';

const DOCX_MAIN =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** As the table of contents says it; what it is when not given. */
  readonly unpackedBytes?: number;
  readonly isEncrypted?: boolean;
  readonly isStored?: boolean;
}

/** A PDF of exactly so many bytes, which differ by `seed`. */
export function pdf(sizeBytes = 2_000, seed = 'one'): Buffer {
  const head = Buffer.from(`%PDF-1.7\n% ${seed}\n`);
  const tail = Buffer.from('\n%%EOF\n');
  return Buffer.concat([head, Buffer.alloc(sizeBytes - head.length - tail.length, seed), tail]);
}

/** A Word document, and what some take for one: `parts` are added to its own. */
export function docx(
  options: { readonly mainType?: string; readonly parts?: readonly ZipPart[] } = {},
): Buffer {
  const { mainType = DOCX_MAIN, parts = [] } = options;
  return zip([
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`,
    },
    { name: 'word/document.xml', content: '<w:document/>' },
    ...parts,
  ]);
}

/** A ZIP archive, written by hand so that it may lie. */
export function zip(parts: readonly ZipPart[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isEncrypted = false, isStored = false, unpackedBytes } of parts) {
    const plain = Buffer.from(content);
    const packed = isStored ? plain : deflateRawSync(plain);
    const flags = isEncrypted ? 1 : 0;
    const method = isStored ? 0 : 8;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(unpackedBytes ?? plain.length, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    locals.push(local, Buffer.from(name), packed);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(unpackedBytes ?? plain.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, table, end, Buffer.from(comment)]);
}
