import { invalid } from './drive-error.js';
import type { Caller, DriveFile } from './drive-file.js';

export type SearchTest = (file: DriveFile, caller: Caller) => boolean;

type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string };

/**
 * Reads `q` of `files.list`: comparisons joined by `and`, `or` and `not`. Only what an archive asks for is known.
 * @throws DriveError
 */
export function parseSearch(q: string): SearchTest {
  const parser = new SearchParser(tokens(q));
  return parser.parse();
}

function tokens(q: string): Token[] {
  const found: Token[] = [];
  const expression = /\s*(?:'((?:[^'\\]|\\.)*)'|(!=|>=|<=|[=<>(){}]|[A-Za-z]+))/uy;
  while (q.slice(expression.lastIndex).trim() !== '') {
    const match = expression.exec(q);
    if (match === null) throw unreadable();
    const [, text, word = ''] = match;
    found.push(
      text === undefined
        ? { kind: 'word', value: word }
        : { kind: 'text', value: text.replace(/\\(.)/gu, '$1') },
    );
  }
  return found;
}

class SearchParser {
  #at = 0;

  constructor(private readonly all: readonly Token[]) {}

  parse(): SearchTest {
    const test = this.#or();
    if (this.#at < this.all.length) throw unreadable();
    return test;
  }

  #or(): SearchTest {
    let test = this.#and();
    while (this.#takesWord('or')) {
      const [one, other] = [test, this.#and()];
      test = (file, caller) => one(file, caller) || other(file, caller);
    }
    return test;
  }

  #and(): SearchTest {
    let test = this.#not();
    while (this.#takesWord('and')) {
      const [one, other] = [test, this.#not()];
      test = (file, caller) => one(file, caller) && other(file, caller);
    }
    return test;
  }

  #not(): SearchTest {
    if (this.#takesWord('not')) {
      const test = this.#not();
      return (file, caller) => !test(file, caller);
    }
    if (this.#takesWord('(')) {
      const test = this.#or();
      this.#word(')');
      return test;
    }
    return this.#comparison();
  }

  #comparison(): SearchTest {
    const first = this.#next();
    if (first.kind === 'text') {
      this.#word('in');
      this.#word('parents');
      return (file) => file.parentId === first.value;
    }
    switch (first.value) {
      case 'name':
        return this.#text((file) => file.name);
      case 'mimeType':
        return this.#text((file) => file.mimeType);
      case 'trashed': {
        const isEqual = this.#operator(['=', '!=']) === '=';
        const value = this.#next().value;
        if (value !== 'true' && value !== 'false') throw unreadable();
        return (file) => (file.trashed === (value === 'true')) === isEqual;
      }
      case 'properties':
        return this.#property((file) => file.properties);
      case 'appProperties':
        return this.#property((file, { app }) => file.appProperties.get(app) ?? {});
      default:
        throw unreadable();
    }
  }

  #text(of: (file: DriveFile) => string): SearchTest {
    const operator = this.#operator(['=', '!=', 'contains']);
    const value = this.#literal();
    switch (operator) {
      case '=':
        return (file) => of(file) === value;
      case '!=':
        return (file) => of(file) !== value;
      default:
        // Of a name only beginnings of words are found.
        return (file) => ` ${of(file).toLowerCase()}`.includes(` ${value.toLowerCase()}`);
    }
  }

  #property(of: (file: DriveFile, caller: Caller) => Readonly<Record<string, string>>): SearchTest {
    this.#word('has');
    this.#word('{');
    this.#word('key');
    this.#word('=');
    const key = this.#literal();
    this.#word('and');
    this.#word('value');
    this.#word('=');
    const value = this.#literal();
    this.#word('}');
    return (file, caller) => of(file, caller)[key] === value;
  }

  #operator(allowed: readonly string[]): string {
    const { kind, value } = this.#next();
    if (kind === 'word' && allowed.includes(value)) return value;
    throw unreadable();
  }

  #literal(): string {
    const token = this.#next();
    if (token.kind === 'text') return token.value;
    throw unreadable();
  }

  #takesWord(word: string): boolean {
    const token = this.all[this.#at];
    if (token?.kind !== 'word' || token.value !== word) return false;
    this.#at += 1;
    return true;
  }

  #word(word: string): void {
    if (!this.#takesWord(word)) throw unreadable();
  }

  #next(): Token {
    const token = this.all[this.#at];
    if (token === undefined) throw unreadable();
    this.#at += 1;
    return token;
  }
}

function unreadable() {
  return invalid('Invalid Value', 'invalid');
}
