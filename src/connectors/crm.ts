import type { Account, CrmUser, Opportunity, OpportunityOrder } from '../domain/opportunity.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

/**
 * What dealdraft needs of any CRM. Terms: a *principal* is whose rights a read uses; a *deal record* is one
 * opportunity with the related records a mapping asks for, under the CRM's own field names; a *row* is one record
 * to be written.
 *
 * Not in this port: queries in the CRM's language, sessions, transport, retries. Every method may throw
 * UpstreamUnavailableError, RateLimitedError (daily allowance), UpstreamAuthError (our credentials) with
 * `service`, and ForbiddenError when the principal is a person whom the CRM does not know or let in.
 */
export interface Crm {
  /** Who the principal is. Costs one sign-in, then nothing for as long as the session lives. */
  identify(principal: CrmPrincipal): Promise<CrmIdentity>;

  /**
   * Id of the organization whose records are read, in its longest form. Never changes: costs at most one sign-in, once.
   */
  organizationId(): Promise<string>;

  /**
   * One page of the deals the principal can read. `after` is the sort position of the last row already seen.
   * Costs one call. Rows come in the order asked for, ties broken by id.
   */
  findOpportunities(principal: CrmPrincipal, query: OpportunityQuery): Promise<OpportunityPage>;

  /** How many deals of the filter the principal can read. Costs one call. `null` where that isn't cheap. */
  countOpportunities(principal: CrmPrincipal, filter: OpportunityCriteria): Promise<number | null>;

  /**
   * Deals to which any of the clues leads, the latest changed first, with the addresses of their contacts: for asking whose
   * contract something is. One question for all clues, and a further page where it has more than the CRM hands out at once.
   */
  findDealsByClues(
    principal: CrmPrincipal,
    clues: DealClues,
    limit: number,
  ): Promise<readonly DealWithContacts[]>;

  /** The deals among `ids` that the principal can read; absent ones are not in the map. One call per 200 ids. */
  getOpportunities(
    principal: CrmPrincipal,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, Opportunity>>;

  /**
   * The accounts among `ids` (18 characters) that the principal can read; absent ones are not in the map. One call per 200 ids.
   */
  getAccounts(
    principal: CrmPrincipal,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Account>>;

  /** Which of `ids` the principal can read, without their fields. One call per 200 ids. */
  readableOpportunities(
    principal: CrmPrincipal,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlySet<OpportunityId>>;

  /**
   * One deal with exactly the fields of `paths`, read in one call, or null when it is absent or not visible.
   * Keys are the CRM's field names; look-ups are nested objects or null, child lists plain arrays (empty when none),
   * date-times ISO 8601 with `Z`.
   * @throws InputError naming the paths that the CRM does not have or the principal may not read.
   */
  readDeal(
    principal: CrmPrincipal,
    id: OpportunityId,
    paths: readonly RecordPath[],
  ): Promise<DealRecord | null>;

  /**
   * The deals among `ids` that the principal can read, as `readDeal` reads one; absent ones are not in the map. One call per 200
   * ids.
   * @throws InputError as `readDeal` does.
   */
  readDeals(
    principal: CrmPrincipal,
    ids: readonly OpportunityId[],
    paths: readonly RecordPath[],
  ): Promise<ReadonlyMap<OpportunityId, DealRecord>>;

  /**
   * Deals in the order in which the CRM changed them, the earliest first, with exactly the fields of `paths` as `readDeal` gives
   * them; as the integration user. Costs one call, more only where records or their lists are long.
   * @throws InputError as `readDeal` does.
   */
  changedDeals(query: ChangedDealsQuery): Promise<readonly ChangedDeal[]>;

  /** The account of a deal and its primary contact; null for a deal that is absent or not visible. Costs one call. */
  readDealParty(principal: CrmPrincipal, id: OpportunityId): Promise<DealParty | null>;

  /**
   * The newest version of a file, or one of its versions, by its id; null for one that is absent or not visible. Costs two calls,
   * and holds the content in memory.
   * @throws InputError for what is no id of a file.
   */
  readFile(principal: CrmPrincipal, id: string, maxBytes: number): Promise<CrmFile | null>;

  /**
   * Fields of an object as the principal sees them, the integration user unless told; cached for minutes, also by what
   * `readDeal` learned. Null when there is no such object.
   */
  describe(objectName: string, principal?: CrmPrincipal): Promise<ObjectDescription | null>;

  /** What was learned of objects, fields and rights is asked anew the next time: somebody may just have mended them. */
  forgetDescriptions(): void;

  /** Name of the object that holds deals, for `describe` and `updateRows`. */
  readonly dealObject: string;

  /**
   * Rows of `objectName` by external id, as the integration user reads them. Values as the CRM returns them;
   * rows that do not exist are not in the map. One call per 200 keys.
   */
  readRows(
    objectName: string,
    externalIdField: string,
    keys: readonly string[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, CrmRow>>;

  /**
   * External ids of the rows of `objectName`, ascending in the CRM's own order, from after `after` on. A page with
   * fewer than `limit` is the last. One call a page.
   * @param page.limit 1 to 2,000
   */
  listKeys(
    objectName: string,
    externalIdField: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly string[]>;

  /** Writes rows by external id: creates what is absent. One call per 200 rows; results in the order of the rows. */
  upsertRows(
    objectName: string,
    externalIdField: string,
    rows: readonly CrmRow[],
  ): Promise<readonly RowResult[]>;

  /**
   * Which of these external ids rows of `objectName` have or had, deleted ones included as long as the CRM keeps them. One call
   * per 200 keys.
   */
  everKeys(
    objectName: string,
    externalIdField: string,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>>;

  /**
   * Makes rows and never changes one: where a field is unique and its value is taken, the CRM refuses the row, and the result
   * says `isTaken`. One call per 200 rows; results in the order of the rows.
   */
  createRows(objectName: string, rows: readonly CrmRow[]): Promise<readonly RowResult[]>;

  /** Updates rows by their CRM id (`id` member). One call per 200 rows; results in the order of the rows. */
  updateRows(
    objectName: string,
    rows: readonly (CrmRow & { readonly id: string })[],
  ): Promise<readonly RowResult[]>;

  /** Whether the CRM answers at all and takes our credentials; used by readiness and `doctor`. Never throws. */
  ping(signal?: AbortSignal): Promise<
    | { readonly ok: true }
    | {
        readonly ok: false;
        readonly reason: string;
        /** It takes our credentials, and has no calls left for us. */
        readonly isAllowanceSpent?: boolean;
      }
  >;

  /** The version of its API that we speak, and those that it takes, the oldest first. Costs one call. */
  versions(): Promise<{ readonly used: string; readonly offered: readonly string[] }>;

  /** Which of these user names belong to somebody active, in lower case. One call per 200. */
  activeUsernames(usernames: readonly string[]): Promise<ReadonlySet<string>>;

  /** The `Date` of its last answer: a time of its own clock, already past. Null before the first answer. */
  lastAnswerDate(): Date | null;

  /** Calls spent and allowed in the CRM's metering period, as of the last answer; null before the first. */
  usage(): { readonly used: number; readonly limit: number } | null;

  close(): Promise<void>;
}

export type CrmPrincipal =
  | { readonly kind: 'integration' }
  /** A person, by the CRM's own user name. */
  | { readonly kind: 'user'; readonly username: string };

export interface CrmIdentity extends CrmUser {
  readonly username: string;
}

export interface OpportunityCriteria {
  /** Matches the deal's or the account's name, anywhere, ignoring case. */
  readonly search?: string;
  readonly stageNames?: readonly string[];
  readonly ownerId?: string;
  readonly accountId?: string;
  readonly isClosed?: boolean;
  /** `YYYY-MM-DD`, inclusive. */
  readonly closeDateFrom?: string;
  readonly closeDateTo?: string;
  /** In the deal's own currency, inclusive. */
  readonly amountFrom?: number;
  readonly amountTo?: number;
  /** Only these deals (at most 300); an empty list matches nothing. */
  readonly ids?: readonly OpportunityId[];
  /** None of these deals (at most 300). */
  readonly notIds?: readonly OpportunityId[];
}

export interface OpportunityQuery {
  readonly criteria: OpportunityCriteria;
  readonly orderBy: OpportunityOrder;
  /** 1 to 2,000. */
  readonly limit: number;
  readonly after?: OpportunityPosition;
}

/** Where a row stands in an order: its sort value (null where the CRM has none) and its id. */
export interface OpportunityPosition {
  readonly value: string | number | null;
  readonly id: OpportunityId;
  /** ISO code of an amount, where the CRM has several currencies and compares them converted. */
  readonly currency?: string;
  /**
   * How many rows of the order there are up to this one, where only the CRM itself can tell what comes next. It counts deals
   * that the reader may not see.
   */
  readonly rank?: number;
}

export interface OpportunityPage {
  readonly rows: readonly {
    readonly opportunity: Opportunity;
    readonly position: OpportunityPosition;
  }[];
  /** A page with fewer rows than asked for may have more behind it. */
  readonly hasMore: boolean;
  /** Where the reading stopped, when that is at a deal which the reader may not see. */
  readonly resumeAt: OpportunityPosition | null;
}

/**
 * What may lead to a deal. Each list is in the order of its worth: the front is asked about where not all fits into one
 * question.
 */
export interface DealClues {
  readonly ids: readonly OpportunityId[];
  /** 18-character ids. */
  readonly accountIds: readonly string[];
  /** Words that stand in the name of the account or of the deal, in this order, with anything between them; case is ignored. */
  readonly names: readonly (readonly string[])[];
  /** How the name of the account or of the deal begins. */
  readonly beginnings: readonly string[];
  /** Texts in the name of the deal, such as its number. */
  readonly dealNames: readonly string[];
  /** Such as `acme.example`, in the account's website. */
  readonly domains: readonly string[];
  /** Deals of a user, by address or full name, that were to close between two days. */
  readonly owners: readonly OwnerClue[];
}

export interface OwnerClue {
  readonly owner: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly closingFrom: string;
  readonly closingTo: string;
}

export interface DealWithContacts {
  readonly opportunity: Opportunity;
  /** Of the people who have a role in it; empty where the principal does not see them. */
  readonly contactEmails: readonly string[];
}

/** A path into a deal record: `['Account', 'Name']`, or through a child list: `['OpportunityLineItems', 'Quantity']`. */
export type RecordPath = readonly string[];

export type DealRecord = Readonly<Record<string, unknown>>;

/** Which changed deals, and how many at most; ids alone name deals whether they changed or not. */
export interface ChangedDealsQuery {
  readonly paths: readonly RecordPath[];
  /** By the CRM's clock, inclusive; without it from the beginning. */
  readonly since?: Date;
  /** Behind this deal of an earlier answer. */
  readonly after?: DealPosition;
  /** Only these, at most 200. */
  readonly ids?: readonly OpportunityId[];
  /** 1 to 2,000. */
  readonly limit: number;
}

/** Where a deal stands in the order of changes. */
export interface DealPosition {
  /** By the CRM's clock, which tells whole seconds: of two changes within one the second does not show. */
  readonly changedAt: Date;
  readonly id: OpportunityId;
}

export interface ChangedDeal extends DealPosition {
  readonly record: DealRecord;
}

/** With whom a deal is made, as far as the CRM says. */
export interface DealParty {
  readonly accountName: string | null;
  readonly contact: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
  } | null;
}

export type CrmFile =
  | { readonly kind: 'file'; readonly fileName: string; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly sizeBytes: number };

export interface ObjectDescription {
  readonly name: string;
  /** Whether records of it may be made, and changed, by whoever asked; absent where the CRM does not say. */
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly fields: ReadonlyMap<string, FieldDescription>;
  /** Child lists by relationship name. */
  readonly children: ReadonlyMap<string, { readonly objectName: string; readonly field: string }>;
}

export interface FieldDescription {
  readonly name: string;
  readonly label: string;
  readonly type:
    | 'id'
    | 'text'
    | 'textarea'
    | 'email'
    | 'url'
    | 'phone'
    | 'picklist'
    | 'multipicklist'
    | 'reference'
    | 'boolean'
    | 'integer'
    | 'number'
    | 'currency'
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    /** Text that readers without the right to see it get as a mask, such as `*****6789`. */
    | 'encrypted'
    /** A file's body; records show where it is to be had, never its content. */
    | 'base64'
    /** An object of parts, such as an address or a place; its parts are fields of their own, too. */
    | 'compound'
    | 'other';
  /** Longest text in characters; null for types without one. */
  readonly maxLength: number | null;
  /** The text is HTML, as in rich text areas and formulas that show links or images. */
  readonly html: boolean;
  /** Digits of a number in all, and behind the point; null for other types and where the CRM does not say. */
  readonly precision: number | null;
  readonly scale: number | null;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  /** Active values; null for other types than picklists. */
  readonly picklistValues: readonly string[] | null;
  readonly restrictedPicklist: boolean;
  /** For look-ups: how the related record is named in a path, and which objects it may be. */
  readonly relationshipName: string | null;
  readonly referenceTo: readonly string[];
}

/** Field names to plain values; null clears a field. */
export type CrmRow = Readonly<Record<string, string | number | boolean | null>>;

export type RowResult =
  | { readonly ok: true; readonly id: string | null; readonly created: boolean }
  | {
      readonly ok: false;
      /** The CRM's code, e.g. `UNABLE_TO_LOCK_ROW`. */
      readonly code: string;
      readonly message: string;
      readonly fields: readonly string[];
      readonly cause: RowFailureCause;
      /** Whether the same row may be written again as it is, after a while. */
      readonly retryable: boolean;
      /** The row is, or points to, a record that the CRM does not have. */
      readonly isGone?: true;
      /** Another record has the value of a field that is to be unique. */
      readonly isTaken?: true;
    };

/**
 * Why a row was refused, by what helps: `lock` another write holds the record or its deal, the row alone passes shortly;
 * `allowance` the calls of the metering period are spent; `credentials` ours were refused; `outage` the CRM as a whole takes
 * no writes, as in maintenance; `passing` it failed at this row, which may pass; `permission`, `missing-field` and
 * `validation` need a person at the CRM or at the mapping.
 */
export type RowFailureCause =
  | 'lock'
  | 'allowance'
  | 'credentials'
  | 'outage'
  | 'passing'
  | 'permission'
  | 'missing-field'
  | 'validation'
  | 'other';
