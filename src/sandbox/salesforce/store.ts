import type { SObjectRecord } from './schema/types.js';

/**
 * All rows of the org, in memory. Writes inside {@link transaction} are undone when it throws, which is what keeps a
 * failed row, and an all-or-none request, without effect.
 */
export class CrmStore {
  readonly #tables = new Map<string, Map<string, SObjectRecord>>();
  readonly #blobs = new Map<string, Buffer>();
  #undo: (() => void)[] | null = null;

  /** The row, deleted ones included. */
  find(objectName: string, id: string): SObjectRecord | undefined {
    return this.#tables.get(objectName)?.get(id);
  }

  /** Rows in the order they were added; deleted ones only on demand. */
  rows(objectName: string, options: { includeDeleted?: boolean } = {}): SObjectRecord[] {
    const rows = [...(this.#tables.get(objectName)?.values() ?? [])];
    return options.includeDeleted === true ? rows : rows.filter((row) => row.IsDeleted !== true);
  }

  insert(objectName: string, row: SObjectRecord): void {
    const table = this.#tables.get(objectName) ?? new Map<string, SObjectRecord>();
    this.#tables.set(objectName, table);
    const id = String(row.Id);
    table.set(id, row);
    this.#undo?.push(() => table.delete(id));
  }

  update(row: SObjectRecord, changes: SObjectRecord): void {
    const before = { ...row };
    Object.assign(row, changes);
    this.#undo?.push(() => {
      for (const key of Object.keys(row)) Reflect.deleteProperty(row, key);
      Object.assign(row, before);
    });
  }

  putBlob(id: string, bytes: Buffer): void {
    this.#blobs.set(id, bytes);
    this.#undo?.push(() => this.#blobs.delete(id));
  }

  blob(id: string): Buffer | undefined {
    return this.#blobs.get(id);
  }

  /** Runs `work`; when it throws, every write made in it is undone. May be nested. */
  transaction<T>(work: () => T): T {
    const outer = this.#undo;
    const own: (() => void)[] = [];
    this.#undo = own;
    try {
      const result = work();
      outer?.push(...own);
      return result;
    } catch (error) {
      for (const revert of own.reverse()) revert();
      throw error;
    } finally {
      this.#undo = outer;
    }
  }
}
