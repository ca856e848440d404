import { createHash, randomUUID } from 'node:crypto';
import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import { MAX_BULK_DEALS, MAX_OPEN_BULK_JOBS } from '../../domain/bulk.js';
import type { BulkJobState, BulkRowState } from '../../domain/bulk.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import { InputError, NotFoundError } from '../../domain/errors.js';
import { inQuotes } from '../../domain/in-quotes.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { BulkJob, BulkRow } from '../../store/bulk-jobs.js';
import { admit } from '../contracts/contract-visibility.js';
import { mappingMissing, requireTemplate } from '../contracts/prepare-contract.js';
import type { SharedParts } from '../create-services.js';
import { checkFilter } from '../deals/deals.js';
import type { DealFilter } from '../deals/deals.js';
import { canonicalJson } from '../../domain/canonical-json.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { checkPage } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { parseTemplateId } from '../templates/templates.js';
import { LONGEST, lengthErrors } from '../text-length.js';
import { firstPages } from './bulk-work.js';
import { watchJob } from './watch-job.js';
import { said } from '../../domain/said.js';

export type { BulkJob, BulkRow } from '../../store/bulk-jobs.js';

/** Jobs over many deals. Each is its starter's; operators see and lead all of them. */
export interface BulkJobService {
  /**
   * Starts a job; the same request of the same caller within a day is the same job, a preview only until it is done. Nothing is asked of SpotDraft but the
   * template; a filter costs a CRM call per 2,000 deals.
   *
   * @throws InputError for malformed ids, NotFoundError for a template that is not there.
   */
  start(reader: Reader, input: StartBulkInput): Promise<BulkResult>;
  /** Null for an unknown job and for one of somebody else. */
  get(viewer: BulkViewer, id: string): Promise<BulkJob | null>;
  /** Newest first: one's own, or everybody's for operators. */
  list(viewer: BulkViewer, page: PageRequest): Promise<Page<BulkJob>>;
  /** In the order of the job, of one that the viewer has been shown. */
  rows(
    job: BulkJob,
    filter: { readonly states?: readonly BulkRowState[] },
    page: PageRequest,
  ): Promise<Page<BulkRow>>;
  /** What was begun is ended; the rest waits until the job is resumed. @throws NotFoundError as `get` has null. */
  pause(viewer: BulkViewer, id: string): Promise<BulkResult>;
  cancel(viewer: BulkViewer, id: string): Promise<BulkResult>;
  /** Goes on with a job that was paused or cancelled. */
  resume(viewer: BulkViewer, id: string): Promise<BulkResult>;
  /** Has the failed rows worked once more. */
  retry(viewer: BulkViewer, id: string): Promise<BulkResult>;
  /** The job now, and whenever it changes, until it has ended. @throws NotFoundError as `get` has null. */
  watch(viewer: BulkViewer, id: string): Promise<AsyncIterableIterator<BulkJob, undefined>>;
  /** Why nothing goes on although the job runs, for whoever waits for it; null while all is well. */
  heldUpBy(job: BulkJob): Promise<string | null>;
}

export interface BulkViewer {
  readonly reader: Reader;
  readonly isOperator: boolean;
}

export interface StartBulkInput {
  readonly templateId: string;
  /** One of the three. */
  readonly opportunityIds?: readonly string[];
  readonly filter?: DealFilter;
  /** The deals of an earlier job of the same caller, such as a preview. */
  readonly ofJob?: string;
  readonly dryRun: boolean;
}

export interface BulkResult {
  readonly job: BulkJob | null;
  readonly userErrors: readonly UserError[];
}

const DAY_MS = 24 * 60 * 60_000;
const RULES = {
  repeatMs: DAY_MS,
  maxOpen: MAX_OPEN_BULK_JOBS,
  keepEndedMs: 30 * DAY_MS,
} as const;
/** Of malformed ids, as many as help to find the mistake. */
const IDS_TOLD = 5;
const JOB_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export function createBulkJobService(parts: SharedParts): BulkJobService {
  const { store, crm, deals, mapping, templates, pauses } = parts;
  const { bulk, queues } = store;

  async function start(reader: Reader, input: StartBulkInput): Promise<BulkResult> {
    const templateId = parseTemplateId(input.templateId);
    const { opportunityIds, filter, ofJob, dryRun } = input;
    if ([opportunityIds, filter, ofJob].filter((source) => source !== undefined).length !== 1)
      return refused(
        null,
        said`Give either "opportunityIds", "filter" or "ofJob", one of the three.`,
      );
    const tooLong = filterErrors(filter ?? {});
    if (tooLong.length > 0) return { job: null, userErrors: tooLong };
    checkFilter(filter ?? {});
    const listed = opportunityIds === undefined ? null : parseIds(opportunityIds);
    await admit(crm, reader);
    const given = ofJob === undefined ? listed : await dealsOf(reader, ofJob);
    const template = await requireTemplate(templates, templateId);
    if (!mapping.contracts.has(templateId))
      return { job: null, userErrors: [mappingMissing(template)] };
    const field = given === null ? ['filter'] : ['opportunityIds'];
    const found = given ?? (await deals.ids(reader, filter ?? {}, MAX_BULK_DEALS));
    if (found === null || found.length > MAX_BULK_DEALS) {
      const many = found === null ? said`more than ${MAX_BULK_DEALS}` : String(found.length);
      return refused(
        field,
        said`These are ${many} deals; a job takes at most ${MAX_BULK_DEALS}. Divide them among several jobs.`,
      );
    }
    if (found.length === 0)
      return refused(
        field,
        given === null
          ? said`No deal matches the filter.`
          : said`There is no deal in "opportunityIds".`,
      );
    const owner = callerKey(reader);
    const started = await bulk.start(
      {
        id: randomUUID(),
        owner,
        starter: reader,
        templateId,
        dryRun,
        opportunityIds: found,
        fingerprint: fingerprintOf([owner, templateId, dryRun, [...found].sort()]),
      },
      RULES,
    );
    if (started.outcome === 'too-many')
      return refused(
        null,
        said`You have ${MAX_OPEN_BULK_JOBS} jobs that have not ended. Wait for one of them, or cancel one.`,
      );
    if (started.outcome === 'started') await queues.bulk.mark(firstPages(started.job));
    return { job: started.job, userErrors: [] };
  }

  async function dealsOf(reader: Reader, id: string): Promise<readonly OpportunityId[]> {
    const job = await require({ reader, isOperator: false }, id);
    const rows = await bulk.rows(job.id, { limit: job.total });
    return rows.map(({ opportunityId }) => opportunityId);
  }

  async function get(viewer: BulkViewer, id: string): Promise<BulkJob | null> {
    if (!JOB_ID.test(id)) throw new InputError(said`${inQuotes(id)} is not the id of a bulk job.`);
    const job = await bulk.get(id);
    return job !== null && isTheirs(viewer, job) ? job : null;
  }

  async function require(viewer: BulkViewer, id: string): Promise<BulkJob> {
    const job = await get(viewer, id);
    if (job === null) throw new NotFoundError(said`There is no such bulk job, or it is not yours.`);
    return job;
  }

  /** What is so already is done; what can't be is said, with the job as it is. */
  async function change(
    viewer: BulkViewer,
    id: string,
    { from, to, unfit }: { from: readonly BulkJobState[]; to: BulkJobState; unfit: string },
  ): Promise<BulkResult> {
    const before = await require(viewer, id);
    if (before.state === to) return { job: before, userErrors: [] };
    const job = await bulk.change(id, from, to);
    if (job === null) return invalidState(await require(viewer, id), unfit);
    if (job.state === 'RUNNING') await queues.bulk.mark(firstPages(job));
    return { job, userErrors: [] };
  }

  return {
    start,
    get,

    async list(viewer, page) {
      checkPage(page);
      const owner = viewer.isOperator ? undefined : callerKey(viewer.reader);
      const fingerprint = listFingerprint('bulkJobs', owner ?? null);
      const after = numberAfter(fingerprint, page);
      const found = await bulk.list(owner === undefined ? {} : { owner }, {
        limit: page.first + 1,
        ...(after === null ? {} : { after }),
      });
      return pageOf(found, page, fingerprint);
    },

    async rows({ id, total, counts }, { states }, page) {
      checkPage(page);
      const wanted = states === undefined ? undefined : [...new Set(states)].sort();
      const fingerprint = listFingerprint('bulkRows', id, wanted ?? null);
      const after = numberAfter(fingerprint, page);
      const found = await bulk.rows(id, {
        limit: page.first + 1,
        ...(wanted === undefined ? {} : { states: wanted }),
        ...(after === null ? {} : { after }),
      });
      const count = wanted?.reduce((sum, state) => sum + counts[state], 0) ?? total;
      return { ...pageOf(found, page, fingerprint), totalCount: () => Promise.resolve(count) };
    },

    pause: (viewer, id) =>
      change(viewer, id, {
        from: ['RUNNING'],
        to: 'PAUSED',
        unfit: said`Only a job that runs can be paused.`,
      }),
    cancel: (viewer, id) =>
      change(viewer, id, {
        from: ['RUNNING', 'PAUSED'],
        to: 'CANCELLED',
        unfit: said`The job is done: there is nothing left to cancel.`,
      }),
    resume: (viewer, id) =>
      change(viewer, id, {
        from: ['PAUSED', 'CANCELLED'],
        to: 'RUNNING',
        unfit: said`The job is done. To have failed rows worked once more, retry it.`,
      }),

    async retry(viewer, id) {
      const before = await require(viewer, id);
      const job = await bulk.retryFailed(id);
      if (job === null) return invalidState(before, said`No row of the job has failed.`);
      await queues.bulk.mark(firstPages(job));
      return { job, userErrors: [] };
    },

    async watch(viewer, id) {
      const job = await require(viewer, id);
      return watchJob(parts, job);
    },

    async heldUpBy({ state }) {
      if (state !== 'RUNNING') return null;
      for (const [service, name] of [
        ['spotdraft', 'SpotDraft'],
        ['salesforce', 'Salesforce'],
      ] as const) {
        if ((await pauses.active(service)) !== null)
          return said`${name} can't be worked with at the moment. The job goes on by itself as soon as it can be.`;
      }
      return null;
    },
  };
}

function isTheirs({ reader, isOperator }: BulkViewer, { owner }: BulkJob): boolean {
  return isOperator || owner === callerKey(reader);
}

/** Each once, in their order. @throws InputError that names what is no id of a deal. */
function parseIds(texts: readonly string[]): readonly OpportunityId[] {
  const ids = new Set<OpportunityId>();
  const malformed: string[] = [];
  for (const text of texts) {
    const id = toOpportunityId(text);
    if (id === null) malformed.push(text);
    else ids.add(id);
  }
  if (malformed.length === 0) return [...ids];
  const named = malformed
    .slice(0, IDS_TOLD)
    .map((text) => inQuotes(text))
    .join(', ');
  const more = malformed.length > IDS_TOLD ? said` and ${malformed.length - IDS_TOLD} more` : '';
  throw new InputError(
    said`${named}${more}: not the id of an opportunity. It has 15 or 18 letters and digits and starts with 006.`,
  );
}

function fingerprintOf(request: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}

function numberAfter(fingerprint: string, { after }: PageRequest): number | null {
  if (after === undefined) return null;
  const number = Number(decodeCursor(fingerprint, after).id);
  if (!Number.isSafeInteger(number) || number < 0) throw notACursor();
  return number;
}

function pageOf<Node extends { readonly number: number }>(
  found: readonly Node[],
  { first }: PageRequest,
  fingerprint: string,
): Page<Node> {
  return {
    edges: found.slice(0, first).map((node) => ({
      cursor: encodeCursor(fingerprint, { value: null, id: String(node.number) }),
      node,
    })),
    hasNextPage: found.length > first,
    endCursor: null,
    totalCount: () => Promise.resolve(null),
  };
}

function refused(field: readonly string[] | null, message: string): BulkResult {
  return { job: null, userErrors: [{ field, code: 'INVALID_INPUT', message }] };
}

function invalidState(job: BulkJob, message: string): BulkResult {
  return { job, userErrors: [{ field: ['id'], code: 'INVALID_STATE', message }] };
}

/** Texts of a filter that are longer than any name. */
function filterErrors({ search, stageName = [] }: DealFilter): readonly UserError[] {
  const stages = stageName.flatMap((text, index): UserError[] =>
    lengthErrors({ stageName: { text, max: LONGEST.name } }).map((error) => ({
      ...error,
      field: ['filter', 'stageName', String(index)],
    })),
  );
  return [
    ...lengthErrors({ search: { text: search, max: LONGEST.search } }, ['filter']),
    ...stages,
  ];
}
