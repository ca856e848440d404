import type { Caller, Operator, Reader } from '../auth/caller.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Contract, ContractStatus, KeyPointer, Recipient } from '../domain/contract.js';
import type { DraftSource } from '../domain/draft-source.js';
import type { FieldInput } from '../domain/field-input.js';
import type { Opportunity, OpportunityOrder } from '../domain/opportunity.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { UserError } from '../domain/user-error.js';

/**
 * The use cases that GraphQL, the REST routes and the command line share. Ids and cursors come in as text and are
 * parsed here (InputError); what its reader can't see does not exist: absent from maps and lists, NotFoundError in
 * `actions`.
 */
export interface Services {
  readonly viewer: ViewerService;
  readonly deals: DealService;
  readonly contracts: ContractService;
  readonly templates: TemplateService;
  readonly drafts: DraftService;
  readonly actions: ContractActions;
  readonly deliveries: DeliveryService;
  readonly live: LiveService;
}

export interface ViewerService {
  /** @throws ForbiddenError when the CRM does not know the user or let them in. */
  describe(caller: Caller): Promise<ViewerView>;
  /**
   * Admits a caller to reference data. A user whom the CRM refuses is refused here too; while the CRM can't be asked,
   * a valid token is enough.
   */
  admit(caller: Caller): Promise<void>;
}

export interface ViewerView {
  readonly name: string;
  readonly email: string | null;
  /** The CRM's id of the user; null for a key, and while the CRM can't be asked. */
  readonly userId: string | null;
  readonly roles: readonly string[];
}

export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string;
}

export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly hasNextPage: boolean;
  /** Where the next page starts, when that is not behind the last edge; null otherwise. */
  readonly endCursor: string | null;
  /** Computed only when asked for; null where counting isn't cheap. */
  totalCount(): Promise<number | null>;
}

export interface DealFilter {
  readonly search?: string;
  readonly stageName?: readonly string[];
  readonly ownerId?: string;
  readonly accountId?: string;
  readonly isClosed?: boolean;
  readonly closeDateFrom?: string;
  readonly closeDateTo?: string;
  readonly amountFrom?: number;
  readonly amountTo?: number;
  readonly hasContract?: boolean;
  readonly contractStatus?: readonly ContractStatus[];
}

export interface DealService {
  /** One CRM call a page, unless `hasContract` or `contractStatus` has to be matched against many deals. */
  find(
    reader: Reader,
    filter: DealFilter,
    orderBy: OpportunityOrder,
    page: PageRequest,
  ): Promise<Page<Opportunity>>;
  /** One call for all ids. */
  get(
    reader: Reader,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, Opportunity>>;
}

export interface ContractView {
  readonly contract: Contract;
  /** Stable; null until executed. */
  readonly documentUrl: string | null;
  /** When SpotDraft's state was last brought to the CRM, or, before the first time, when it was read. */
  readonly lastSyncedAt: Date | null;
  readonly lastError: string | null;
}

export interface SyncWork {
  /** False for work that was parked: it waits for a person or for news of the contract. */
  readonly pending: boolean;
  /** Why the last try failed; null when none did. */
  readonly reason: string | null;
}

export interface ContractFilterInput {
  readonly status?: readonly ContractStatus[];
  readonly typeId?: string;
  readonly search?: string;
  readonly opportunityId?: string;
  readonly linked?: boolean;
  readonly updatedSince?: Date;
}

export interface ContractService {
  /** Visible contracts among `ids`. From the projection; one the projection does not know is read from SpotDraft. */
  get(
    reader: Reader,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, ContractView | Error>>;
  /**
   * Contracts of deals which the caller has already been shown, most advanced first, without the deleted. No
   * SpotDraft call once backfilled, else one per deal never asked for. A deal whose look-up failed has an Error.
   */
  ofDeals(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly ContractView[] | Error>>;
  list(reader: Reader, filter: ContractFilterInput, page: PageRequest): Promise<Page<ContractView>>;
  /** The sync work that each contract waits for; contracts without any are not in the map. */
  syncWork(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, SyncWork>>;
  /** Live, or as last known when SpotDraft can't be asked. For contracts that the caller has been shown. */
  recipients(id: ContractId): Promise<readonly Recipient[]>;
  keyPointers(id: ContractId): Promise<readonly KeyPointer[]>;
  /** For `/documents/{id}`. */
  openDocument(reader: Reader, id: string): Promise<DocumentAnswer>;
}

export type DocumentAnswer =
  /** Expires: redirect at once, never store or log. */
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-executed'; readonly status: ContractStatus }
  | { readonly kind: 'not-ready' };

export interface TemplateSummaryView {
  readonly id: string;
  readonly name: string;
  readonly contractTypeId: string;
}

export interface TemplateFieldView {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly input: FieldInput;
  readonly required: boolean;
  /** The parts of a composite, the columns of a table; null for the others. */
  readonly members: readonly TemplateFieldView[] | null;
  readonly options: readonly { readonly label: string; readonly value: string | number }[] | null;
}

export interface TemplateService {
  /** All templates, or those whose name contains `search`, ignoring case. Cached for minutes. */
  list(search: string | null): Promise<readonly TemplateSummaryView[]>;
  /** Null when there is no such template. */
  get(id: string): Promise<TemplateSummaryView | null>;
  fields(id: string): Promise<readonly TemplateFieldView[]>;
}

export interface DraftService {
  /** What createContract would send, and what is missing. @throws NotFoundError for the deal or the template. */
  draft(reader: Reader, input: DraftInput): Promise<DraftView>;
}

/** As createContract takes it. */
export type DraftInput = Pick<
  CreateContractInput,
  'opportunityId' | 'templateId' | 'name' | 'data'
>;

export interface DraftView {
  readonly name: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly UserError[];
  /** In the template's order. */
  readonly fields: readonly DraftFieldView[];
}

export interface DraftFieldView {
  readonly field: TemplateFieldView;
  /** As it would be sent; as found where it does not fit; null when there is none. */
  readonly value: unknown;
  readonly source: DraftSource;
  /** The mapping's; null unless it has one. */
  readonly expression: string | null;
  /** What that expression reads of the deal, such as `Account.Name`; empty when it reads nothing. */
  readonly reads: readonly string[];
  /** Those of `userErrors` that belong to this field, in plain words. */
  readonly problems: readonly UserError[];
}

export interface ContractActions {
  create(reader: Reader, input: CreateContractInput): Promise<CreateContractResult>;
  send(reader: Reader, input: SendContractInput): Promise<ContractResult>;
  void(reader: Reader, input: VoidContractInput): Promise<ContractResult>;
  link(reader: Reader, input: LinkContractInput): Promise<ContractResult>;
  /** Reads SpotDraft now, writes the CRM now. */
  sync(reader: Reader, id: string): Promise<ContractResult>;
}

export interface CreateContractInput {
  readonly opportunityId: string;
  readonly templateId: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
  readonly sendToCounterparties: boolean;
}

export interface CreateContractResult {
  readonly contract: ContractView | null;
  readonly created: boolean;
  readonly userErrors: readonly UserError[];
}

export interface SendContractInput {
  readonly contractId: string;
  readonly toEmails?: readonly string[];
  readonly ccEmails?: readonly string[];
  readonly subject?: string;
  readonly message?: string;
}

export interface VoidContractInput {
  readonly contractId: string;
  readonly note: string;
}

export interface LinkContractInput {
  readonly contractId: string;
  readonly opportunityId: string;
}

export interface ContractResult {
  readonly contract: ContractView | null;
  readonly userErrors: readonly UserError[];
}

export type DeliveryStateView = 'waiting' | 'applied' | 'ignored' | 'parked';

export interface DeliveryView {
  readonly id: string;
  readonly receivedAt: Date;
  readonly activity: string;
  readonly state: DeliveryStateView;
  /** Why it was ignored or parked; null for the others. */
  readonly reason: string | null;
  /** `T-123`, or `123` while the prefix is not known; null for a delivery that names no contract with work to do. */
  readonly contractId: string | null;
}

/** With what it said, which is personal data. */
export interface DeliveryDetails extends DeliveryView {
  readonly body: string;
}

/** Everything given has to fit. */
export interface DeliverySelection {
  readonly state?: readonly DeliveryStateView[];
  /** `T-123`, or a bare number, which stands for every contract of that number. */
  readonly contractId?: string;
  /** Received at this time or later. */
  readonly since?: Date;
  /** Received before this time. */
  readonly until?: Date;
}

export interface ReplaySelection extends DeliverySelection {
  readonly ids?: readonly string[];
}

export interface ReplayResult {
  readonly replayed: number;
  readonly userErrors: readonly UserError[];
}

export type DeliveryCountsView = Readonly<Record<DeliveryStateView | 'received', number>>;

/** The webhook inbox, for operators only. */
export interface DeliveryService {
  /** Newest first. */
  list(
    operator: Operator,
    selection: DeliverySelection,
    page: PageRequest,
  ): Promise<Page<DeliveryView>>;
  /** Null when there is none, or no longer. */
  get(operator: Operator, id: string): Promise<DeliveryDetails | null>;
  /**
   * Puts deliveries back to work, whatever had come of them. With ids, all of them or none; with anything else, in
   * chunks, so that a crash leaves some replayed. Without any condition nothing is replayed.
   */
  replay(operator: Operator, selection: ReplaySelection): Promise<ReplayResult>;
  /** Deletes applied and ignored deliveries of before that time, in chunks; answers how many. The totals stay. */
  prune(operator: Operator, before: Date): Promise<number>;
  counts(operator: Operator): Promise<DeliveryCountsView>;
}

/** What changes while somebody watches. */
export interface LiveService {
  /**
   * Listens from when it resolves; every change after that, and after `after` where it is given, is handed over, the
   * changes of one contract in quick succession as one. Costs a CRM call per 200 deals not asked about lately.
   * @throws NotFoundError for a deal that the reader can't see; later the iterator rejects when rights can't be learned.
   */
  contractChanges(reader: Reader, request: ContractChangeRequest): Promise<ContractChangeStream>;
  progress(operator: Operator): Promise<SyncProgressView>;
  /** The present state first, then each change, at most one a second. */
  progressChanges(operator: Operator): AsyncIterableIterator<SyncProgressView, undefined>;
}

export interface ContractChangeRequest {
  /** Null for all deals that the reader sees. */
  readonly opportunityId: string | null;
  /** Position of the last change that the reader knows of, whatever text it may be; null to start now. */
  readonly after: string | null;
}

export interface ContractChangeStream {
  /** To be ended by its `return`. */
  readonly changes: AsyncIterableIterator<ContractChange, undefined>;
  /** Up to where all was handed over and dealt with; null while something is not. */
  readonly position: () => string | null;
}

export interface ContractChange {
  /** Opaque; `after` of a later request. */
  readonly position: string;
  /** Null when the reader should read its list again: something left it, or changes were missed. */
  readonly contract: ContractView | null;
}

export interface SyncProgressView {
  /** Contracts with sync work ahead, running ones included. */
  readonly waiting: number;
  readonly parked: number;
  readonly deliveries: DeliveryCountsView;
  readonly pauses: readonly {
    readonly service: 'spotdraft' | 'salesforce';
    readonly reason: string;
    readonly until: Date;
  }[];
  readonly lastReconciledAt: Date | null;
  readonly backfill: BackfillProgressView | null;
  readonly silentForSeconds: number | null;
}

/** The running backfill, or the last one. */
export interface BackfillProgressView {
  readonly startedAt: Date;
  /** Null while it runs, or when it was interrupted. */
  readonly finishedAt: Date | null;
  readonly contracts: number;
  readonly total: number | null;
  readonly estimatedSecondsLeft: number | null;
}
