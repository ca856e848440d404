import type { Crm, CrmRow, ObjectDescription } from '../../connectors/crm.js';
import type { ArchivedDocument } from '../../domain/archived-document.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { TermCheck } from '../../domain/term-check.js';
import { TerminalError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import {
  contractRow,
  fitRow,
  inForce,
  opportunityRow,
  readsArchives,
  readsTerms,
} from '../../mapping/index.js';
import type {
  ContractWithDocument,
  ContractWriteback,
  FittedRow,
  OpportunityWriteback,
} from '../../mapping/index.js';
import { goneRow } from './gone-row.js';
import { noted } from '../../domain/said.js';

/** What CRM rows should hold, by key; where an expression fails, the reason instead. */
export interface WantedRows<Key extends string> {
  readonly rows: ReadonlyMap<Key, CrmRow>;
  readonly failures: ReadonlyMap<Key, string>;
  /** Fields whose text was cut to fit, for the keys that have any. */
  readonly cut: ReadonlyMap<Key, readonly string[]>;
  /** Of the rows' object, to compare them with what the CRM holds; null where the CRM gives none. */
  readonly description: ObjectDescription | null;
}

/** From contracts to the rows that the CRM should hold. Writes nothing; reads field descriptions, which are kept. */
export interface RowPlanner {
  contractRows(
    spec: ContractWriteback,
    contracts: readonly Contract[],
  ): Promise<WantedRows<ContractId>>;
  /** @param contractsOf each deal's contracts, most advanced first, without deleted ones. */
  dealRows(
    spec: OpportunityWriteback,
    contractsOf: ReadonlyMap<OpportunityId, readonly Contract[]>,
  ): Promise<WantedRows<OpportunityId>>;
  /** What a record says whose contract SpotDraft and we have forgotten; null when no field tells a contract's status. */
  goneRow(spec: ContractWriteback): Promise<CrmRow | null>;
}

export interface RowPlannerParts {
  readonly crm: Pick<Crm, 'describe' | 'dealObject'>;
  readonly documentUrl: (contract: Contract) => string | null;
  /** Each destination once, with its newest document. Asked only where an expression reads it. */
  readonly archivesOf: (
    ids: readonly ContractId[],
  ) => Promise<ReadonlyMap<ContractId, readonly ArchivedDocument[]>>;
  /** What came of the checks of signed terms. Asked only where an expression reads it. */
  readonly termsOf: (
    contracts: readonly Contract[],
  ) => Promise<ReadonlyMap<ContractId, readonly TermCheck[]>>;
}

export function createRowPlanner({
  crm,
  documentUrl,
  archivesOf,
  termsOf,
}: RowPlannerParts): RowPlanner {
  async function plan<Key extends string>(
    description: ObjectDescription | null,
    fields: ContractWriteback['fields'],
    rowsOf: ReadonlyMap<Key, () => Promise<CrmRow>>,
  ): Promise<WantedRows<Key>> {
    const rows = new Map<Key, CrmRow>();
    const failures = new Map<Key, string>();
    const cut = new Map<Key, readonly string[]>();
    for (const [key, rowOf] of rowsOf) {
      try {
        const fitted = fitTo(description, await rowOf(), fields);
        rows.set(key, fitted.row);
        if (fitted.cut.length > 0) cut.set(key, fitted.cut);
      } catch (error) {
        failures.set(key, messageOf(error));
      }
    }
    return { rows, failures, cut, description };
  }

  /** What expressions see of each of the contracts. */
  async function shownBy(
    fields: ContractWriteback['fields'],
    contracts: readonly Contract[],
  ): Promise<(contract: Contract) => ContractWithDocument> {
    const archives = readsArchives(fields)
      ? await archivesOf(contracts.map(({ id }) => id))
      : new Map<ContractId, readonly ArchivedDocument[]>();
    const terms = readsTerms(fields)
      ? await termsOf(contracts)
      : new Map<ContractId, readonly TermCheck[]>();
    return (contract) => ({
      contract,
      documentUrl: documentUrl(contract),
      archives: archives.get(contract.id) ?? [],
      terms: terms.get(contract.id) ?? [],
    });
  }

  return {
    async contractRows(written, contracts) {
      const description = await crm.describe(written.object);
      const spec = inForce(written, description);
      const shown = await shownBy(spec.fields, contracts);
      const rowsOf = contracts.map(
        (contract) => [contract.id, () => contractRow(spec, shown(contract))] as const,
      );
      return plan(description, spec.fields, new Map(rowsOf));
    },

    async dealRows(written, contractsOf) {
      const description = await crm.describe(crm.dealObject);
      const spec = inForce(written, description);
      const shown = await shownBy(spec.fields, [...contractsOf.values()].flat());
      const rowsOf = [...contractsOf].map(
        ([id, contracts]) => [id, () => opportunityRow(spec, contracts.map(shown))] as const,
      );
      return plan(description, spec.fields, new Map(rowsOf));
    },

    async goneRow(written) {
      const description = await crm.describe(written.object);
      const spec = inForce(written, description);
      const row = await goneRow(spec, documentUrl);
      return row === null ? null : fitTo(description, row, spec.fields).row;
    },
  };
}

/**
 * Brings values into the form of their fields. Where the CRM does not describe the object, the row goes out as it is and
 * the CRM's own answer tells what is wrong with it.
 * @throws TerminalError naming the fields that the object lacks, or that can't take their values.
 */
function fitTo(
  description: ObjectDescription | null,
  row: CrmRow,
  fields: ContractWriteback['fields'],
): Pick<FittedRow, 'row' | 'cut'> {
  if (description === null) return { row, cut: [] };
  const fitted = fitRow(row, description, fields);
  if (fitted.problems.length > 0) throw new TerminalError(fitted.problems.join(' '));
  return fitted;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : noted`The write-back expression failed.`;
}
