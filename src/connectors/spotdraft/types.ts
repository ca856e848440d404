import type { ContractId } from '../../domain/contract-id.js';
import type { Contract, ContractStatus, KeyPointer, Recipient } from '../../domain/contract.js';

/** Who a call is made for: interactive overtakes webhook work, which overtakes background. */
export type Lane = 'interactive' | 'webhook' | 'background';

export interface CallOptions {
  readonly lane: Lane;
  readonly signal?: AbortSignal;
  /** Acts as this workspace member (`user-email`); without it as the credential's own user. */
  readonly actingEmail?: string;
}

/**
 * SpotDraft as dealdraft uses it. Reads are retried within the call's deadline; writes never are.
 *
 * Throws UpstreamUnavailableError, RateLimitedError, UpstreamAuthError (401), ForbiddenError (403, message for people),
 * UpstreamRejectedError (400/402/409), UpstreamContractError, all with `service: 'spotdraft'`; writes throw
 * AmbiguousOutcomeError instead of UpstreamUnavailableError once the request may have been received.
 * 404 is an answer where a return type says null, else NotFoundError.
 */
export interface SpotDraft {
  // Contracts: find and read
  /** The contracts among `ids` that the list knows, in one call per 100. Absent ids prove nothing: ask `getStatus`. */
  listByIds(
    ids: readonly ContractId[],
    options: CallOptions,
  ): Promise<ReadonlyMap<ContractId, Contract>>;
  /** One page of the workspace's contracts. Order is not promised by SpotDraft. */
  listContracts(query: ContractListQuery, options: CallOptions): Promise<ContractListPage>;
  /** At most 50 rows; `truncated` when the cap was hit. */
  findByExternalId(
    externalId: string,
    options: CallOptions,
  ): Promise<{ readonly contracts: readonly Contract[]; readonly truncated: boolean }>;
  /** Null when SpotDraft answers 404. */
  getStatus(
    id: ContractId,
    options: CallOptions,
  ): Promise<{ readonly status: ContractStatus; readonly name: string } | null>;
  getExternalMetadata(
    id: ContractId,
    options: CallOptions,
  ): Promise<Readonly<Record<string, unknown>> | null>;
  /** One contract as SpotDraft sees it now, by list filter, then by status; null when it is gone. One to four calls. */
  getContract(id: ContractId, options: CallOptions): Promise<Contract | null>;
  /**
   * The composite id of a webhook's bare number (FACTS 2.4): by join key, by list filter, by probe; accepted only where
   * `identity` agrees. Null when no contract, or more than one, fits.
   */
  resolveNumber(identity: ContractIdentity, options: CallOptions): Promise<ContractId | null>;
  getRecipients(id: ContractId, options: CallOptions): Promise<readonly Recipient[]>;
  getKeyPointers(id: ContractId, options: CallOptions): Promise<readonly KeyPointer[]>;

  // Contracts: act
  createContract(request: CreateContractRequest, options: CallOptions): Promise<Contract>;
  sendToCounterparties(id: ContractId, request: SendRequest, options: CallOptions): Promise<void>;
  markForExecution(id: ContractId, options: CallOptions): Promise<void>;
  unmarkForExecution(id: ContractId, note: string | undefined, options: CallOptions): Promise<void>;
  voidContract(id: ContractId, note: string, options: CallOptions): Promise<void>;
  /**
   * Reads what is there, lays `metadata` over its top-level members and writes the whole object, because SpotDraft does
   * not say whether it merges. A null member removes one. Two calls.
   */
  setExternalMetadata(
    id: ContractId,
    metadata: Readonly<Record<string, unknown>>,
    options: CallOptions,
  ): Promise<void>;
  /**
   * A link that expires: hand it out at once, never store or log it.
   * Null while SpotDraft has no document yet (400 or 404 for a contract that exists).
   */
  getDownloadLink(
    id: ContractId,
    options: CallOptions,
  ): Promise<{
    readonly url: string;
    readonly fileName: string;
    readonly versionId: string | null;
  } | null>;

  // Reference data
  listTemplates(options: CallOptions): Promise<readonly TemplateSummary[]>;
  /** Null when there is no such template. */
  getTemplate(id: string, options: CallOptions): Promise<Template | null>;
  listContractTypes(
    options: CallOptions,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;

  // People
  /** The member of the workspace with this address, upper and lower case alike; null when there is none. */
  findUser(email: string, options: CallOptions): Promise<{ readonly isActive: boolean } | null>;
  /** Ids of the workspace's own legal entities. */
  listEntityIds(options: CallOptions): Promise<readonly string[]>;

  // Webhook subscription
  createWebhook(
    request: WebhookRequest,
    options: CallOptions,
  ): Promise<{ readonly id: string; readonly status: string }>;
  /** False when SpotDraft no longer knows it. */
  deleteWebhook(id: string, options: CallOptions): Promise<boolean>;
  /** Base64. A secret: never log it. */
  getHmacKey(options: CallOptions): Promise<string>;

  /** Whether SpotDraft answers and takes our credentials. Costs one call. Never throws. */
  ping(
    options: CallOptions,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  close(): Promise<void>;
}

/** What a webhook says of the contract it is about, enough to tell two contracts with the same number apart. */
export interface ContractIdentity {
  readonly number: number;
  readonly title: string | null;
  readonly typeId: string | null;
  readonly externalId: string | null;
}

export interface ContractListQuery {
  /** Starts at 1. */
  readonly page: number;
  /** 1 to 100. */
  readonly limit: number;
  readonly updatedSince?: Date;
  readonly createdFrom?: Date;
  /** Exclusive. */
  readonly createdBefore?: Date;
  readonly text?: string;
  readonly statuses?: readonly ContractStatus[];
}

export interface ContractListPage {
  readonly contracts: readonly Contract[];
  readonly total: number;
  readonly hasMore: boolean;
}

export interface CreateContractRequest {
  readonly templateId: string;
  readonly name?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly counterparties: readonly CounterpartyRequest[];
  readonly externalMetadata: Readonly<Record<string, unknown>>;
  readonly sendToCounterparties: boolean;
}

export interface CounterpartyRequest {
  readonly isIndividual: boolean;
  readonly organizationName?: string;
  readonly organizationType?: string;
  /** ISO 3166-1 alpha-2 where known; sent as `jurisdiction_iso_code`, other text as `jurisdiction`. */
  readonly jurisdiction?: string;
  readonly address?: {
    readonly lineOne: string;
    readonly city: string;
    readonly countryCode: string;
    readonly lineTwo?: string;
    readonly state?: string;
    readonly zipcode?: string;
  };
  readonly contact: {
    readonly firstName: string;
    readonly lastName?: string;
    readonly email: string;
  };
  readonly partyRole?: string;
}

export interface SendRequest {
  readonly toEmails?: readonly string[];
  readonly ccEmails?: readonly string[];
  readonly subject?: string;
  readonly message?: string;
}

export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  readonly contractTypeId: string;
}

export interface Template extends TemplateSummary {
  readonly fields: readonly TemplateField[];
  readonly counterpartyKind: 'individual' | 'organisation' | 'both';
}

/** One field of a template as `contract_data` wants it: a leaf, a composite of members, or a list of rows. */
export type TemplateField = TemplateLeaf | TemplateComposite | TemplateRepeating;

interface TemplateFieldBase {
  /** Key in `contract_data`, or in the composite or row it belongs to. */
  readonly name: string;
  readonly label: string;
  /** Leaf: without it SpotDraft refuses the contract, unless it has a default. Composite: the whole object is mandatory. */
  readonly required: boolean;
}

export interface TemplateLeaf extends TemplateFieldBase {
  readonly kind: 'leaf';
  readonly type:
    | 'string'
    | 'boolean'
    | 'int'
    | 'float'
    | 'date'
    | 'enum'
    | 'array of strings'
    | 'array of options'
    | 'array of files'
    | 'unknown';
  /** SpotDraft's own word for the type, shown where `type` is unknown. */
  readonly rawType: string;
  readonly options: readonly TemplateOption[] | null;
  readonly hasDefault: boolean;
}

export interface TemplateComposite extends TemplateFieldBase {
  readonly kind: 'composite';
  /** `currency`, `duration`, `address`, … as SpotDraft names the parent's type; null where it does not. */
  readonly parentType: string | null;
  readonly members: readonly TemplateLeaf[];
}

export interface TemplateRepeating extends TemplateFieldBase {
  readonly kind: 'repeating';
  /** Shape of one row. */
  readonly row: readonly (TemplateLeaf | TemplateComposite)[];
}

export interface TemplateOption {
  readonly label: string;
  /** Sent as it is, with its JSON type. */
  readonly value: string | number;
}

export interface WebhookRequest {
  readonly title: string;
  readonly url: string;
  readonly activities: readonly string[];
  readonly customHeaders?: Readonly<Record<string, string>>;
}
