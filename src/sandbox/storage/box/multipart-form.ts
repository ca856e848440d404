export interface FormPart {
  readonly name: string;
  readonly fileName: string | null;
  readonly body: Buffer;
}

/** The parts of a `multipart/form-data` body in their order; null for what is none. */
export function readForm(contentType: string | undefined, body: Buffer): FormPart[] | null {
  const type = contentType ?? '';
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?/iu.exec(type)?.[1];
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const next = body.indexOf(delimiter, start + delimiter.length);
    if (next < 0) break;
    // After the delimiter and before the next one is a line break that belongs to neither.
    const part = readPart(body.subarray(start + delimiter.length + 2, next - 2));
    if (part === null) return null;
    parts.push(part);
    start = next;
  }
  const ending =
    start < 0
      ? ''
      : body.subarray(start + delimiter.length, start + delimiter.length + 2).toString();
  return ending === '--' ? parts : null;
}

function readPart(bytes: Buffer): FormPart | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('utf8');
  const name = /[; ]name="([^"]*)"/iu.exec(head)?.[1];
  if (name === undefined) return null;
  const fileName = /filename="([^"]*)"/iu.exec(head)?.[1] ?? null;
  return { name, fileName, body: bytes.subarray(end + 4) };
}
