import type { Crm, CrmRow, ObjectDescription } from '../connectors/crm.js';
import type { Contract } from '../domain/contract.js';
import type { ContractId } from '../domain/contract-id.js';
import { TerminalError } from '../domain/errors.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { contractRow, fitRow, opportunityRow } from '../mapping/index.js';
import type { ContractWriteback, FittedRow, OpportunityWriteback } from '../mapping/index.js';
import { goneRow } from './gone-row.js';

/** What CRM rows should hold, by key; where an expression fails, the reason instead. */
export interface WantedRows<Key extends string> {
  readonly rows: ReadonlyMap<Key, CrmRow>;
  readonly failures: ReadonlyMap<Key, string>;
  /** Fields whose text was cut to fit, for the keys that have any. */
  readonly cut: ReadonlyMap<Key, readonly string[]>;
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
}

export function createRowPlanner({ crm, documentUrl }: RowPlannerParts): RowPlanner {
  async function plan<Key extends string>(
    objectName: string,
    rowsOf: ReadonlyMap<Key, () => Promise<CrmRow>>,
  ): Promise<WantedRows<Key>> {
    const description = await crm.describe(objectName);
    const rows = new Map<Key, CrmRow>();
    const failures = new Map<Key, string>();
    const cut = new Map<Key, readonly string[]>();
    for (const [key, rowOf] of rowsOf) {
      try {
        const fitted = fitTo(description, await rowOf());
        rows.set(key, fitted.row);
        if (fitted.cut.length > 0) cut.set(key, fitted.cut);
      } catch (error) {
        failures.set(key, messageOf(error));
      }
    }
    return { rows, failures, cut };
  }

  return {
    contractRows: (spec, contracts) =>
      plan(
        spec.object,
        new Map(
          contracts.map((contract) => [
            contract.id,
            () => contractRow(spec, contract, documentUrl(contract)),
          ]),
        ),
      ),
    dealRows: (spec, contractsOf) =>
      plan(
        crm.dealObject,
        new Map(
          [...contractsOf].map(([id, contracts]) => [
            id,
            () =>
              opportunityRow(
                spec,
                contracts.map((contract) => ({ contract, documentUrl: documentUrl(contract) })),
              ),
          ]),
        ),
      ),
    async goneRow(spec) {
      const row = await goneRow(spec, documentUrl);
      return row === null ? null : fitTo(await crm.describe(spec.object), row).row;
    },
  };
}

/**
 * Cuts texts to the length of their fields. Where the CRM does not describe the object, the row goes out as it is and
 * the CRM's own answer tells what is wrong with it.
 * @throws TerminalError naming the fields that the object lacks.
 */
function fitTo(description: ObjectDescription | null, row: CrmRow): Pick<FittedRow, 'row' | 'cut'> {
  if (description === null) return { row, cut: [] };
  const fitted = fitRow(row, description);
  if (fitted.problems.length > 0) throw new TerminalError(fitted.problems.join(' '));
  return fitted;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The write-back expression failed.';
}
