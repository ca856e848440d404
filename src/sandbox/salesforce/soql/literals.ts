import { SalesforceError } from '../errors.js';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** One character of a string literal, after its escape was read. */
interface LiteralChar {
  readonly char: string;
  readonly escaped: boolean;
}

function readLiteral(raw: string, forLike: boolean): LiteralChar[] {
  const inner = raw.slice(1, -1);
  const chars: LiteralChar[] = [];
  for (let i = 0; i < inner.length; i += 1) {
    const char = inner.charAt(i);
    if (char !== '\\') {
      chars.push({ char, escaped: false });
      continue;
    }
    i += 1;
    const code = inner.charAt(i);
    const unicode = /^u[0-9a-fA-F]{4}/.exec(inner.slice(i));
    const simple = SIMPLE_ESCAPES[code] ?? SIMPLE_ESCAPES[code.toLowerCase()];
    if (simple !== undefined) {
      chars.push({ char: simple, escaped: true });
    } else if (unicode !== null) {
      chars.push({
        char: String.fromCharCode(Number.parseInt(unicode[0].slice(1), 16)),
        escaped: true,
      });
      i += 4;
    } else if (forLike && (code === '%' || code === '_')) {
      chars.push({ char: code, escaped: true });
    } else {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        `Illegal string literal: invalid escape '\\${code}'`,
      );
    }
  }
  return chars;
}

/** The text a quoted literal stands for. @throws SalesforceError MALFORMED_QUERY for an unknown escape */
export function unquote(raw: string): string {
  return readLiteral(raw, false)
    .map(({ char }) => char)
    .join('');
}

/** A matcher for a LIKE operand: `%` any run, `_` one character, both literal when escaped. Ignores case. */
export function likeMatcher(raw: string): (text: string) => boolean {
  const pattern = readLiteral(raw, true)
    .map(({ char, escaped }) => {
      if (!escaped && char === '%') return '[\\s\\S]*';
      if (!escaped && char === '_') return '[\\s\\S]';
      return char.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    })
    .join('');
  const regex = new RegExp(`^${pattern}$`, 'i');
  return (text) => regex.test(text);
}
