import type { RecordPath } from '../../connectors/crm.js';

/**
 * What an expression does with something of its input. `value`: uses it as it is. `test`: asks whether it is true.
 * `presence`: needs to know that it is there. `count`: counts it, or goes through it one by one.
 */
export type Use = 'value' | 'test' | 'presence' | 'count';

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

/**
 * Records and lists whose whole content `reads` want, which no query can be derived from. Whether a path is a record
 * shows in `known`, the reads of all expressions over the same deal: what has something below it is one.
 */
export function wholeRecords(reads: Reads, known: Reads): readonly RecordPath[] {
  const isRecord = recordTest(known);
  return [...reads].filter(({ path, uses }) => uses.has('value') && isRecord(path)).map(keepPath);
}

/**
 * The fields that `reads` need, each once. To see that a record is there takes any field of it; where no other is
 * read that is its id. To see that it counts as true takes a field that is never empty: the id again.
 */
export function fieldsOf(reads: Reads, known: Reads): readonly RecordPath[] {
  const isRecord = recordTest(known);
  const fields = new Map<string, RecordPath>();
  const add = (path: RecordPath) => fields.set(JSON.stringify(path), path);
  const records: RecordPath[] = [];
  for (const { path, uses } of reads) {
    // Lists hang on the deal itself; what is counted further down is a field of their rows.
    const isList = path.length === 1 && uses.has('count') && uses.size === 1;
    if (!isRecord(path) && !isList) add(path);
    else if (uses.has('test') && path.length > 0) add([...path, 'Id']);
    else records.push(path);
  }
  for (const record of records) {
    const isRead = [...fields.values(), ...records].some(
      (path) => path.length > record.length && record.every((name, at) => name === path[at]),
    );
    if (!isRead && record.length > 0) add([...record, 'Id']);
  }
  return [...fields.values()];
}

/** What `reads` name of the deal, for people: without the records on the way to a field that is named, too. */
export function namedPaths(reads: Reads): readonly RecordPath[] {
  const paths = [...reads].map(keepPath).filter((path) => path.length > 0);
  const isOnTheWay = (record: RecordPath) =>
    paths.some(
      (path) => path.length > record.length && record.every((name, at) => name === path[at]),
    );
  return paths.filter((path) => !isOnTheWay(path));
}

function keepPath({ path }: Read): RecordPath {
  return path;
}

function recordTest(known: Reads): (path: RecordPath) => boolean {
  const records = new Set<string>();
  for (const { path } of known) {
    for (let length = 0; length < path.length; length += 1) {
      records.add(JSON.stringify(path.slice(0, length)));
    }
  }
  return (path) => isRecordName(path) || records.has(JSON.stringify(path));
}

function isRecordName(path: RecordPath): boolean {
  const name = path.at(-1);
  return name === undefined || RECORD_NAMES.has(name) || name.endsWith('__r');
}
