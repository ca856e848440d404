import { invalid } from './drive-error.js';

/** Which members of an answer are wanted: `*` all, else by name with what is wanted inside. */
type Selection = '*' | ReadonlyMap<string, Selection>;

/**
 * Leaves of an answer what `fields` asks for (`id,files(id,name),capabilities/canEdit`).
 * @param known names that a selection may have at any depth, beside those that are there
 * @throws DriveError for a selection that can't be read, or of a name that there never is
 */
export function selectFields(
  resource: Readonly<Record<string, unknown>>,
  fields: string,
  known: ReadonlySet<string>,
): Record<string, unknown> {
  const parser = new FieldsParser(fields, known);
  return Object.fromEntries(Object.entries(pick(resource, parser.parse()) as object));
}

function pick(value: unknown, selection: Selection): unknown {
  if (selection === '*') return value;
  if (Array.isArray(value)) return value.map((one: unknown) => pick(one, selection));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const inside = selection.get(name) ?? selection.get('*');
      return inside === undefined ? [] : [[name, pick(member, inside)]];
    }),
  );
}

class FieldsParser {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly known: ReadonlySet<string>,
  ) {}

  parse(): Selection {
    const selection = this.#list();
    if (this.#at < this.text.length) throw this.#invalid();
    return selection;
  }

  #list(): Selection {
    const selected = new Map<string, Selection>();
    for (;;) {
      const [name, inside] = this.#one();
      selected.set(name, inside);
      if (this.text[this.#at] !== ',') return selected;
      this.#at += 1;
    }
  }

  #one(): [name: string, inside: Selection] {
    const name = /^\s*([A-Za-z0-9_]+|\*)\s*/u.exec(this.text.slice(this.#at));
    if (name === null) throw this.#invalid();
    this.#at += name[0].length;
    const [, word = ''] = name;
    // What is inside properties is named by whoever wrote them.
    if (word !== '*' && !this.known.has(word)) throw this.#invalid(word);
    if (this.text[this.#at] === '/') {
      this.#at += 1;
      const [inner, inside] = this.#one();
      return [word, new Map([[inner, inside]])];
    }
    if (this.text[this.#at] !== '(') return [word, '*'];
    this.#at += 1;
    const inside = this.#list();
    if (this.text[this.#at] !== ')') throw this.#invalid();
    this.#at += 1;
    return [word, inside];
  }

  #invalid(word = this.text) {
    return invalid(`Invalid field selection ${word}`, 'invalidParameter');
  }
}
