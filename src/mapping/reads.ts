import type { RecordPath } from '../connectors/crm.js';

/**
 * What an expression does with something of its input. `value`: uses it as it is. `test`: asks whether it is there
 * or true. `count`: counts it, or builds something for each of it.
 */
export type Use = 'value' | 'test' | 'count';

interface Read {
  readonly path: RecordPath;
  readonly uses: ReadonlySet<Use>;
}

/** Paths that one or more expressions read, with what they do there. */
export class Reads {
  readonly #byKey = new Map<string, { path: RecordPath; uses: Set<Use> }>();

  add(path: RecordPath, use: Use): void {
    const key = JSON.stringify(path);
    const read = this.#byKey.get(key);
    if (read === undefined) this.#byKey.set(key, { path, uses: new Set([use]) });
    else read.uses.add(use);
  }

  addAll(other: Reads): void {
    for (const { path, uses } of other) for (const use of uses) this.add(path, use);
  }

  [Symbol.iterator](): IterableIterator<Read> {
    return this.#byKey.values();
  }
}

/**
 * Names that are records or lists, never fields, in the data model that the mapping is written against. It lets
 * `customer_name: Account` be refused when the file is read; other names show themselves by having fields below them,
 * or when the CRM is asked.
 */
const RECORD_NAMES: ReadonlySet<string> = new Set([
  'Account',
  'Campaign',
  'Contact',
  'CreatedBy',
  'LastModifiedBy',
  'Opportunity',
  'OpportunityContactRoles',
  'OpportunityLineItems',
  'Owner',
  'Parent',
  'Pricebook2',
  'PricebookEntry',
  'Product2',
  'Quotes',
  'RecordType',
  'SyncedQuote',
]);

export interface PathSummary {
  /** Fields to be read, each once. */
  readonly fields: readonly RecordPath[];
  /** Records and lists whose whole content an expression wants, which no query can be derived from. */
  readonly wholeRecords: readonly RecordPath[];
}

/**
 * Turns reads into fields. Whether a path is a field or a record shows in `known`, the reads of all expressions over
 * the same record: what has something below it is a record. Asking whether a record is there, or counting a list,
 * needs a field of it, and its id is the one that always exists.
 */
export function summarise(reads: Reads, known: Reads): PathSummary {
  const records = new Set<string>();
  for (const { path } of known) {
    for (let length = 0; length < path.length; length += 1) {
      records.add(JSON.stringify(path.slice(0, length)));
    }
  }
  const fields = new Map<string, RecordPath>();
  const wholeRecords: RecordPath[] = [];
  for (const { path, uses } of reads) {
    const isRecord = isRecordName(path) || records.has(JSON.stringify(path));
    if (isRecord && uses.has('value')) {
      wholeRecords.push(path);
      continue;
    }
    if (path.length === 0) continue;
    const isCountedOnly = uses.has('count') && !uses.has('value') && !uses.has('test');
    const field = isRecord || isCountedOnly ? [...path, 'Id'] : path;
    fields.set(JSON.stringify(field), field);
  }
  return { fields: [...fields.values()], wholeRecords };
}

function isRecordName(path: RecordPath): boolean {
  const name = path.at(-1);
  return name === undefined || RECORD_NAMES.has(name) || name.endsWith('__r');
}
