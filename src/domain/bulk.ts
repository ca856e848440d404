export const BULK_JOB_STATES = ['RUNNING', 'PAUSED', 'CANCELLED', 'DONE'] as const;

/** `DONE`: every row has its verdict. What was paused or cancelled goes on where it stopped when somebody says so. */
export type BulkJobState = (typeof BULK_JOB_STATES)[number];

export const BULK_ROW_STATES = ['WAITING', 'CREATABLE', 'CREATED', 'EXISTING', 'FAILED'] as const;

/**
 * What became of one deal of a job. `WAITING`: nothing yet; `CREATABLE`: a dry run found nothing against it; `CREATED`: the
 * job made its contract; `EXISTING`: the deal had a contract of the template before; `FAILED`: `userErrors` say why.
 */
export type BulkRowState = (typeof BULK_ROW_STATES)[number];

/** Deals of one job, and jobs of one caller that have not ended. More would only wait for each other. */
export const MAX_BULK_DEALS = 10_000;
export const MAX_OPEN_BULK_JOBS = 20;

declare const brand: unique symbol;

/** A stretch of a job's rows that is worked off together: the job's id, and its number from 0. */
export type BulkPageKey = string & { readonly [brand]: 'BulkPageKey' };

/** Rows of one such stretch: as many deals as one look at the CRM reads. */
export const BULK_PAGE_ROWS = 200;

export function bulkPageKey(jobId: string, page: number): BulkPageKey {
  return `${jobId}/${page}` as BulkPageKey;
}

/** @throws Error for a text that is no such key. */
export function parseBulkPageKey(text: string): BulkPageKey {
  if (!/^[0-9a-f-]{36}\/\d{1,6}$/u.test(text)) throw new Error('no key of a bulk job');
  return text as BulkPageKey;
}

export function partsOfBulkPageKey(key: BulkPageKey): {
  readonly jobId: string;
  readonly page: number;
} {
  const [jobId = '', page = ''] = key.split('/');
  return { jobId, page: Number(page) };
}
