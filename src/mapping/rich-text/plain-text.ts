/**
 * What a reader sees of HTML, as plain text: paragraphs, list items and line breaks become lines, list items get a
 * bullet, cells of a table a space between them, images their description; all other markup goes. One pass over the text.
 */
export function plainText(html: string): string {
  const lines = new Lines();
  let hidden: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    if (hidden === null) lines.add(decodeEntities(html.slice(at, end)));
    if (open === -1) break;
    const tag = readTag(html, open);
    if (tag === null) {
      // A lone "<" that begins no tag.
      if (hidden === null) lines.add('<');
      at = open + 1;
      continue;
    }
    at = tag.end;
    if (hidden !== null) {
      if (tag.isEnd && tag.name === hidden) hidden = null;
    } else if (!tag.isEnd && HIDDEN.has(tag.name)) hidden = tag.name;
    else applyTag(tag, lines);
  }
  return lines.text();
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: string;
  /** Behind its last character. */
  readonly end: number;
}

const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template']);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);

function readTag(html: string, open: number): Tag | null {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '', isEnd: false, attributes: '', end: end === -1 ? html.length : end + 3 };
  }
  const isEnd = html[open + 1] === '/';
  const start = open + (isEnd ? 2 : 1);
  const name = /^[A-Za-z!?][A-Za-z0-9]*/.exec(html.slice(start, start + 20))?.[0];
  if (name === undefined) return null;
  const close = endOfTag(html, start);
  const attributes = html.slice(start + name.length, close);
  return { name: name.toLowerCase(), isEnd, attributes, end: Math.min(close + 1, html.length) };
}

/** Where the `>` of a tag stands; one within quotes is none. */
function endOfTag(html: string, start: number): number {
  let quote: string | null = null;
  for (let at = start; at < html.length; at += 1) {
    const character = html.charAt(at);
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return html.length;
}

function applyTag({ name, isEnd, attributes }: Tag, lines: Lines): void {
  if (name === 'br') lines.break();
  else if (BLOCKS.has(name)) {
    lines.startLine();
    if (name === 'li' && !isEnd) lines.bullet();
  } else if ((name === 'td' || name === 'th') && isEnd) lines.add(' ');
  else if (name === 'img') {
    const alt = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
    lines.add(decodeEntities(alt?.[1] ?? alt?.[2] ?? ''));
  }
}

/** Puts lines together as a browser would: runs of spaces are one, blocks start lines without leaving empty ones. */
class Lines {
  readonly #lines: string[] = [];
  #line: string[] = [];
  #isBulleted = false;

  add(text: string): void {
    if (text !== '') this.#line.push(text);
  }

  break(): void {
    this.#lines.push(this.#take());
  }

  startLine(): void {
    const line = this.#take();
    if (line !== '') this.#lines.push(line);
  }

  bullet(): void {
    this.#isBulleted = true;
  }

  text(): string {
    this.startLine();
    return this.#lines.join('\n').trim();
  }

  #take(): string {
    // A no-break space is one that its author wanted; as plain text it is a space like any other.
    const text = this.#line
      .join('')
      .replace(/[\s\u00a0]+/g, ' ')
      .trim();
    this.#line = [];
    if (text === '') return '';
    const bullet = this.#isBulleted ? '• ' : '';
    this.#isBulleted = false;
    return bullet + text;
  }
}

const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['euro', '€'],
  ['pound', '£'],
  ['yen', '¥'],
  ['cent', '¢'],
  ['sect', '§'],
  ['para', '¶'],
  ['deg', '°'],
  ['plusmn', '±'],
  ['times', '×'],
  ['divide', '÷'],
  ['frac12', '½'],
  ['middot', '·'],
  ['bull', '•'],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['shy', ''],
  ['auml', 'ä'],
  ['ouml', 'ö'],
  ['uuml', 'ü'],
  ['Auml', 'Ä'],
  ['Ouml', 'Ö'],
  ['Uuml', 'Ü'],
  ['szlig', 'ß'],
  ['eacute', 'é'],
  ['egrave', 'è'],
  ['ecirc', 'ê'],
  ['agrave', 'à'],
  ['aacute', 'á'],
  ['acirc', 'â'],
  ['ccedil', 'ç'],
  ['iacute', 'í'],
  ['oacute', 'ó'],
  ['ocirc', 'ô'],
  ['uacute', 'ú'],
  ['ntilde', 'ñ'],
  ['oslash', 'ø'],
  ['aring', 'å'],
  ['aelig', 'æ'],
]);

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z0-9]{2,8}));/g;

/** Entities of HTML; what is none, or not known, stays as it is. */
function decodeEntities(text: string): string {
  return text.replaceAll(
    ENTITY,
    (entity: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED_ENTITIES.get(name) ?? entity;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isCharacter = point > 0 && point <= 0x10_ff_ff && !(point >= 0xd800 && point <= 0xdfff);
      return isCharacter ? String.fromCodePoint(point) : '\ufffd';
    },
  );
}
