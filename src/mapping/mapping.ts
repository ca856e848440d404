import type { RecordPath } from '../connectors/crm.js';
import type { Expression } from './expression.js';
import type { SourceLocation } from './source-location.js';

/**
 * The parsed mapping file. Terms: an *entry* maps deals to one SpotDraft template; *write-back* is what CRM records
 * get from contracts.
 */
export interface Mapping {
  /** By template id. */
  readonly contracts: ReadonlyMap<string, ContractMapping>;
  readonly writeback: WritebackMapping;
}

/** How a deal becomes the data of one template's contract. */
export interface ContractMapping {
  readonly templateId: string;
  readonly location: SourceLocation;
  /** Null: SpotDraft names the contract itself. */
  readonly name: Expression | null;
  readonly counterparties: readonly CounterpartyMapping[];
  /** By template field name. */
  readonly data: ReadonlyMap<string, Expression>;
  /** Everything that the expressions above can read of a deal, each path once. */
  readonly paths: readonly RecordPath[];
}

export interface CounterpartyMapping {
  readonly isIndividual: Expression | null;
  readonly organizationName: Expression | null;
  readonly organizationType: Expression | null;
  readonly jurisdiction: Expression | null;
  readonly partyRole: Expression | null;
  /** Gives `{ firstName, lastName, email }`. */
  readonly contact: Expression | null;
  readonly address: AddressMapping | null;
}

export const ADDRESS_LINES = ['line1', 'line2', 'city', 'state', 'zipcode', 'country'] as const;
export type AddressLine = (typeof ADDRESS_LINES)[number];
export type AddressMapping = Readonly<Record<AddressLine, Expression | null>>;

export interface WritebackMapping {
  /** One CRM record per contract; null when switched off. */
  readonly contract: ContractWriteback | null;
  /** Onto the deal itself; null when switched off. */
  readonly opportunity: OpportunityWriteback | null;
}

export interface ContractWriteback {
  readonly location: SourceLocation;
  readonly object: string;
  /** Field that holds the contract's id and by which records are upserted. */
  readonly externalId: string;
  /** Look-up to the deal; null where the object has none. */
  readonly opportunity: string | null;
  /** By CRM field name, over the contract. */
  readonly fields: ReadonlyMap<string, Expression>;
}

export interface OpportunityWriteback {
  readonly location: SourceLocation;
  /** By CRM field name, over `{ contracts: [...] }`. */
  readonly fields: ReadonlyMap<string, Expression>;
}

/** What the expressions of an entry can read of a deal: the paths of the one query it needs. */
export function dealPaths(contract: ContractMapping): RecordPath[] {
  return [...contract.paths];
}
