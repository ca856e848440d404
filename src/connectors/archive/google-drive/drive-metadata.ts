import type { FileToPut } from '../destination.js';

/** Of a name and its value together, by Drive's bound. */
const MAX_PAIR_BYTES = 124;
const MAX_PAIRS = 30;
const KEY = 'dealdraftKey';

/**
 * What Drive keeps with a file: the key for our own searches, the rest where people's tools see it. A value that is too long is cut
 * between letters.
 */
export function toProperties({ archiveKey, metadata }: Pick<FileToPut, 'archiveKey' | 'metadata'>) {
  return {
    appProperties: { [KEY]: archiveKey },
    properties: toPublicProperties({ [KEY]: archiveKey, ...metadata }),
  };
}

export function toPublicProperties(
  metadata: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata)
      .slice(0, MAX_PAIRS)
      .flatMap(([name, value]) => {
        const left = MAX_PAIR_BYTES - Buffer.byteLength(name);
        return left <= 0 ? [] : [[name, cut(value, left)]];
      }),
  );
}

/** Another project sees the public one alone. */
export function keyOf(file: {
  readonly appProperties?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
}): string | null {
  return file.appProperties?.[KEY] ?? file.properties?.[KEY] ?? null;
}

export function keyQuery(archiveKey: string): string {
  return `appProperties has { key='${KEY}' and value='${quoted(archiveKey)}' } and trashed=false`;
}

/** For the text between the quotes of a query. */
export function quoted(text: string): string {
  return text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`);
}

function cut(value: string, maxBytes: number): string {
  if (Buffer.byteLength(value) <= maxBytes) return value;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (Buffer.byteLength(kept + segment) > maxBytes) break;
    kept += segment;
  }
  return kept;
}
