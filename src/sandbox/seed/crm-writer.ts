import { RecordIdSequence } from '../salesforce/record-id.js';
import type { CrmRow } from './crm-types.js';

const DAY_MS = 86_400_000;

/** Collects rows and fills in the columns every row has. */
export class SeedWriter {
  readonly records: Record<string, CrmRow[]> = {};
  readonly #ids = new RecordIdSequence();
  readonly #midnightMs: number;

  constructor(today: Date) {
    this.#midnightMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  }

  nextId(prefix: string): string {
    return this.#ids.next(prefix);
  }

  /** The calendar date `days` from today; negative ones lie in the past. */
  date(days: number): string {
    return new Date(this.#midnightMs + days * DAY_MS).toISOString().slice(0, 10);
  }

  dateTime(days: number, secondOfDay = 0): string {
    return `${new Date(this.#midnightMs + days * DAY_MS + secondOfDay * 1000).toISOString().slice(0, 19)}.000+0000`;
  }

  add(
    objectName: string,
    row: CrmRow & { Id: string },
    stamp: { created: string; modified?: string; byId: string },
  ): void {
    const modified = stamp.modified ?? stamp.created;
    const rows = (this.records[objectName] ??= []);
    rows.push({
      ...row,
      IsDeleted: false,
      CreatedDate: stamp.created,
      CreatedById: stamp.byId,
      LastModifiedDate: modified,
      LastModifiedById: stamp.byId,
      SystemModstamp: modified,
    });
  }
}
