import {
  contractIdOf,
  parseContractRef,
  toContractId,
  type ContractId,
} from '../../domain/contract-id.js';
import { bothIds } from '../../domain/contract-identity.js';
import type { Contract } from '../../domain/contract.js';
import { DealdraftError, UpstreamRejectedError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { contractWire, linkNumberOf, toContract, type ContractWire } from './contract.wire.js';
import { readStatus } from './contract-status.js';
import { MAX_PAGE, pageWire } from './pages.js';

/** Rows of contracts turned into contracts, including rows whose integer id lacks its prefix. */
export interface ContractRows {
  /** Reads each row by itself; what does not look like a contract is logged and left out. */
  parse(rows: readonly unknown[]): readonly ContractWire[];
  /**
   * The list's answer for these ids, by certain id. At most 100. Null where this workspace's list refuses the filter: older
   * editions of the API do not have it.
   */
  filterById(
    ids: readonly ContractId[],
    options: CallOptions,
  ): Promise<ReadonlyMap<ContractId, ContractWire> | null>;
  /** Contracts of the rows; costs further calls only where a row's id is a bare integer. */
  resolve(rows: readonly ContractWire[], options: CallOptions): Promise<readonly Contract[]>;
  /** The same for several answers, which share the further calls: an answer that needed one that failed is its Error. */
  resolveEach(
    answers: readonly (readonly ContractWire[])[],
    options: CallOptions,
  ): Promise<readonly (readonly Contract[] | Error)[]>;
}

export function createContractRows({ caller, log, note }: CapabilityParts): ContractRows {
  function parse(rows: readonly unknown[]): readonly ContractWire[] {
    const parsed: ContractWire[] = [];
    let skipped = 0;
    for (const row of rows) {
      const result = contractWire.safeParse(row);
      if (result.success && parseContractRef(result.data.id) !== null) parsed.push(result.data);
      else skipped += 1;
    }
    if (skipped > 0) log.warn({ skipped }, 'SpotDraft sent rows without a readable contract id');
    return parsed;
  }

  async function askFilter(
    ids: readonly ContractId[],
    options: CallOptions,
  ): Promise<readonly ContractWire[]> {
    const page = await caller.call('GET /contracts/', {
      query: { page: 1, limit: MAX_PAGE, 'filter__contract_id[$in]': ids.join(',') },
      answer: pageWire,
      options,
    });
    return parse(page.results);
  }

  async function filterOrThrow(
    ids: readonly ContractId[],
    options: CallOptions,
  ): Promise<ReadonlyMap<ContractId, ContractWire>> {
    const asked = new Set(ids);
    const found = new Map<ContractId, ContractWire>();
    const undecided = new Set<number>();
    for (const row of await askFilter(ids, options)) {
      const ref = parseContractRef(row.id);
      if (ref === null) continue;
      if (ref.prefix !== undefined) {
        const id = contractIdOf(ref.prefix, ref.number);
        if (asked.has(id)) found.set(id, row);
        continue;
      }
      const [id, other] = bothIds(ref.number).filter((candidate) => asked.has(candidate));
      if (id === undefined) continue;
      // Only one of the two was asked for, so the question says which one answered.
      if (other === undefined) found.set(id, row);
      else undecided.add(ref.number);
    }
    if (undecided.size > 0) {
      for (const prefix of ['T', 'H'] as const) {
        const halves = [...undecided].map((number) => contractIdOf(prefix, number));
        for (const [id, row] of await filterOrThrow(halves, options)) found.set(id, row);
      }
    }
    return found;
  }

  /** The contracts with these numbers, under either prefix: from the list, else from a status probe. */
  async function findTwins(
    numbers: readonly number[],
    options: CallOptions,
  ): Promise<ReadonlyMap<ContractId, ContractWire>> {
    const found = new Map<ContractId, ContractWire>();
    for (let start = 0; start < numbers.length; start += MAX_PAGE / 2) {
      const ids = numbers.slice(start, start + MAX_PAGE / 2).flatMap(bothIds);
      for (const [id, row] of await filterOrThrow(ids, options)) found.set(id, row);
    }
    const unlisted = numbers.filter((number) => !bothIds(number).some((id) => found.has(id)));
    for (const id of unlisted.flatMap(bothIds)) {
      const status = await readStatus(caller, id, options);
      if (status !== null) found.set(id, contractWire.parse({ id, ...status }));
    }
    return found;
  }

  async function resolve(
    rows: readonly ContractWire[],
    options: CallOptions,
  ): Promise<readonly Contract[]> {
    const bare = bareNumbers(rows);
    return withIds(rows, bare.length === 0 ? new Map() : await findTwins(bare, options));
  }

  async function resolveEach(
    answers: readonly (readonly ContractWire[])[],
    options: CallOptions,
  ): Promise<readonly (readonly Contract[] | Error)[]> {
    const bare = bareNumbers(answers.flat());
    let twins: ReadonlyMap<ContractId, ContractWire> | Error = new Map();
    try {
      if (bare.length > 0) twins = await findTwins(bare, options);
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      twins = error;
    }
    return answers.map((rows) => {
      if (!(twins instanceof Error)) return withIds(rows, twins);
      return bareNumbers(rows).length > 0 ? twins : withIds(rows, new Map());
    });
  }

  function withIds(
    rows: readonly ContractWire[],
    twins: ReadonlyMap<ContractId, ContractWire>,
  ): readonly Contract[] {
    const contracts: Contract[] = [];
    for (const row of rows) {
      const id = certainId(row, twins);
      if (id === null)
        log.warn(
          { contractNumber: row.id },
          'T- or H- is undecidable for a contract; it is left out',
        );
      else contracts.push(toContract(row, id, note));
    }
    return contracts;
  }

  return {
    parse,
    resolve,
    resolveEach,
    async filterById(ids, options) {
      try {
        return await filterOrThrow(ids, options);
      } catch (error) {
        if (error instanceof UpstreamRejectedError && error.status === 400) return null;
        throw error;
      }
    },
  };
}

/** Numbers of rows whose id lacks its prefix. */
function bareNumbers(rows: readonly ContractWire[]): readonly number[] {
  const bare = rows.flatMap((row) => {
    const ref = parseContractRef(row.id);
    return ref !== null && ref.prefix === undefined ? [ref.number] : [];
  });
  return [...new Set(bare)];
}

function certainId(
  row: ContractWire,
  twins: ReadonlyMap<ContractId, ContractWire>,
): ContractId | null {
  const ref = parseContractRef(row.id);
  if (ref === null) return null;
  if (ref.prefix !== undefined) return toContractId(`${ref.prefix}-${ref.number}`);
  const existing = bothIds(ref.number).filter((id) => twins.has(id));
  if (existing.length === 1) return existing[0] ?? null;
  const alike = existing.filter((id) => {
    const twin = twins.get(id);
    return twin !== undefined && isSame(row, twin);
  });
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Whether two rows can be the same contract: nothing that both tell differs. */
function isSame(a: ContractWire, b: ContractWire): boolean {
  return (
    agree(a.contract_name, b.contract_name) &&
    agree(text(a.contract_type_id), text(b.contract_type_id)) &&
    agree(a.reference_id, b.reference_id) &&
    agree(linkNumberOf(a), linkNumberOf(b))
  );
}

/** Unknown on either side speaks neither for nor against. */
function agree(
  a: string | number | null | undefined,
  b: string | number | null | undefined,
): boolean {
  return a === null || a === undefined || b === null || b === undefined || a === b;
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
