import type { ChatType, NoticeTopic } from '../domain/notice-topic.js';
import type { RecordPath } from '../connectors/crm.js';
import type { ContractRelation } from '../domain/related-contract.js';
import type { Expression } from './expression/expression.js';
import type { TermRules } from './terms/term-rules.js';
import type { SourceLocation } from './file/source-location.js';

/**
 * The parsed mapping file. Terms: an *entry* maps deals to one SpotDraft template; *write-back* is what CRM records
 * get from contracts.
 */
export interface Mapping {
  /** IANA name; `$today()` and `$now()` are of its clocks. */
  readonly timeZone: string;
  /** By template id. */
  readonly contracts: ReadonlyMap<string, ContractMapping>;
  readonly writeback: WritebackMapping;
  /** What executed contracts are held against their deals by. */
  readonly checks: TermRules;
  readonly automations: AutomationMapping;
  /** By contract type id. */
  readonly renewals: ReadonlyMap<string, RenewalMapping>;
  /** Whom to tell of what needs a person; empty for nobody. */
  readonly notices: readonly NoticeRule[];
}

/** How a deal becomes the data of one template's contract. */
export interface ContractMapping {
  readonly templateId: string;
  readonly location: SourceLocation;
  /** Null: SpotDraft names the contract itself. */
  readonly name: Expression | null;
  readonly counterparties: readonly CounterpartyMapping[];
  /** Empty: whoever SpotDraft's workflow of the template says. */
  readonly signatories: readonly SignatoryMapping[];
  /** Reference id of the legal entity on our side; null: SpotDraft's primary one. */
  readonly entity: Expression | null;
  readonly workflow: WorkflowMapping;
  /** Whether the contract's pages are shown within another application. */
  readonly embedded: Expression | null;
  /** By template field name. */
  readonly data: ReadonlyMap<string, Expression>;
  /** What people are told of a template field instead of its expression; also of fields without one. */
  readonly hints: ReadonlyMap<string, Hint>;
  /** Everything that the expressions above can read of a deal, each path once: the one query that it needs. */
  readonly paths: readonly RecordPath[];
}

export interface Hint {
  readonly text: string;
  readonly location: SourceLocation;
}

/** `contact` gives `{ firstName, lastName, email }`. */
export const COUNTERPARTY_PARTS = [
  'isIndividual',
  'organizationName',
  'organizationType',
  'jurisdiction',
  'partyRole',
  'contact',
] as const;
export const ADDRESS_LINES = ['line1', 'line2', 'city', 'state', 'zipcode', 'country'] as const;
export type AddressLine = (typeof ADDRESS_LINES)[number];

export type CounterpartyMapping = Readonly<
  Record<(typeof COUNTERPARTY_PARTS)[number], Expression | null>
> & {
  readonly location: SourceLocation;
  readonly address: AddressMapping | null;
};
export type AddressMapping = Readonly<Record<AddressLine, Expression | null>>;

/**
 * `counterparty` is the number of the counterparty that they sign for, from 1; nothing for our side. With neither `name` nor
 * `email` it is the counterparty's contact who signs.
 */
export const SIGNATORY_PARTS = ['name', 'email', 'title', 'note', 'order', 'counterparty'] as const;

export type SignatoryMapping = Readonly<
  Record<(typeof SIGNATORY_PARTS)[number], Expression | null>
> & { readonly location: SourceLocation };

export const WORKFLOW_PARTS = [
  'autoSend',
  'apiOnlyEdits',
  'skipCounterpartyInfo',
  'skipCreatorInfo',
] as const;

export type WorkflowMapping = Readonly<Record<(typeof WORKFLOW_PARTS)[number], Expression | null>>;

export interface WritebackMapping {
  /** One CRM record per contract; null when switched off. */
  readonly contract: ContractWriteback | null;
  /** Onto the deal itself; null when switched off. */
  readonly opportunity: OpportunityWriteback | null;
}

export interface ContractWriteback {
  readonly location: SourceLocation;
  /** Of the keys `object`, `externalId` and `opportunity`. */
  readonly locations: Readonly<Record<'object' | 'externalId' | 'opportunity', SourceLocation>>;
  readonly object: string;
  /** Field that holds the contract's id and by which records are upserted. */
  readonly externalId: string;
  /** Look-up to the deal; null where the object has none. */
  readonly opportunity: string | null;
  /** By CRM field name, over the contract. */
  readonly fields: ReadonlyMap<string, Expression>;
  /** Of `fields`, those that nobody wrote and that an org may lack: `inForce` leaves them out there. */
  readonly optional: ReadonlySet<string>;
}

export interface OpportunityWriteback {
  readonly location: SourceLocation;
  /** By CRM field name, over `{ contracts: [...], closeBlockers: [...] }`. */
  readonly fields: ReadonlyMap<string, Expression>;
  /** As for a contract. */
  readonly optional: ReadonlySet<string>;
}

/** Contracts that are made by themselves, as soon as a deal is so. */
export interface AutomationMapping {
  readonly rules: readonly Automation[];
  /** Everything that the rules read of a deal, each path once: one query for all of them. */
  readonly paths: readonly RecordPath[];
}

export interface Automation {
  readonly location: SourceLocation;
  /** Has an entry in `contracts`. */
  readonly templateId: string;
  /** Over the deal. */
  readonly when: Expression;
  /** Whether the contract goes to the counterparties at once. */
  readonly send: boolean;
}

/** The opportunity that one executed contract of a type leads to, before it ends. */
export interface RenewalMapping {
  readonly location: SourceLocation;
  readonly typeId: string;
  /** Over the contract, its key pointers by name, and `opportunity`. */
  readonly endDate: Expression;
  readonly noticeDays: number;
  /** By CRM field name, over the same and `endDate`. */
  readonly fields: ReadonlyMap<string, Expression>;
  /** Everything that these expressions read of the contract's deal, each path once. */
  readonly dealPaths: readonly RecordPath[];
  readonly readsKeyPointers: boolean;
  /** What a contract that is made on the renewal's deal is of this one. */
  readonly relation: ContractRelation;
  /** Contract types that amend one of this type, where they are made on the same deal. */
  readonly amendments: readonly string[];
}

/** A destination of notices, as the file names it. Its address and secret are variables: what they hold stands nowhere. */
export interface NoticeRule {
  readonly name: string;
  readonly type: ChatType;
  readonly url: VariableReference;
  readonly secret: VariableReference | null;
  readonly topics: readonly NoticeTopic[];
  /** From one message of a topic to the next. */
  readonly everyMinutes: number;
  readonly location: SourceLocation;
}

export interface VariableReference {
  readonly name: string;
  readonly location: SourceLocation;
}
