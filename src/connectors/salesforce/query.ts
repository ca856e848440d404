import { isRecord } from '../../domain/is-record.js';
import { z } from 'zod';
import type { CrmPrincipal } from '../crm.js';
import type { SalesforceClient } from './client.js';
import { strange, toDomainError, toRefusal } from './failures.js';
import { noted } from '../../domain/said.js';

/** A page of a query, and of a child list inside a record. */
const pageWire = z.looseObject({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().startsWith('/services/data/').optional(),
  records: z.array(z.record(z.string(), z.unknown())),
});
type Page = z.infer<typeof pageWire>;

const batchWire = z.looseObject({
  results: z.tuple([z.looseObject({ statusCode: z.number(), result: z.unknown() })]),
});

export type RawRecord = Readonly<Record<string, unknown>>;

export interface SoqlQueries {
  /** Every row of the query. `null` stands for a query that can't match and costs nothing. */
  rows(principal: CrmPrincipal, soql: string | null): Promise<readonly RawRecord[]>;
  /** The same with the deleted and archived ones, as long as the CRM keeps them. */
  rowsEver(principal: CrmPrincipal, soql: string | null): Promise<readonly RawRecord[]>;
  /** The number that a `SELECT COUNT()` answers. */
  count(principal: CrmPrincipal, soql: string | null): Promise<number>;
  /** Every row of a child list as it stands in a record; Salesforce says null for an empty one. */
  childRows(principal: CrmPrincipal, list: unknown): Promise<readonly RawRecord[]>;
}

/**
 * Salesforce takes 16,384 bytes of URL and headers, tokens and a proxy's additions included, and has no POST form of
 * a query. Longer ones travel in the body of a batch of one.
 */
const MAX_URL_BYTES = 8_000;

export function createSoqlQueries(client: SalesforceClient): SoqlQueries {
  async function firstPage(
    principal: CrmPrincipal,
    soql: string,
    resource: 'query' | 'queryAll' = 'query',
  ): Promise<Page> {
    // Quotes become three bytes on their way, so they are counted as such.
    const path = `/${resource}?q=${encodeURIComponent(soql).replaceAll("'", '%27')}`;
    if (path.length <= MAX_URL_BYTES) {
      return client.call(
        principal,
        { operation: `GET /${resource}`, method: 'GET', path, isRead: true },
        readPage,
      );
    }
    const operation = 'POST /composite/batch (query)';
    const { statusCode, result } = await client.call(
      principal,
      {
        operation,
        method: 'POST',
        path: '/composite/batch',
        body: { batchRequests: [{ method: 'GET', url: `v${client.apiVersion}${path}` }] },
        isRead: true,
      },
      readBatch,
    );
    if (statusCode < 200 || statusCode >= 300)
      throw toDomainError(toRefusal(statusCode, result), operation, principal);
    const page = readPage(result);
    if (page === null) {
      const refusal = strange(statusCode, noted`a part of a batch with something else than rows`);
      throw toDomainError(refusal, operation, principal);
    }
    return page;
  }

  async function drain(principal: CrmPrincipal, first: Page): Promise<readonly RawRecord[]> {
    const rows: RawRecord[] = [...first.records];
    for (let page = first; page.nextRecordsUrl !== undefined && !page.done;) {
      page = await client.call(
        principal,
        {
          operation: 'GET /query/{cursor}',
          method: 'GET',
          path: page.nextRecordsUrl,
          isRead: true,
        },
        readPage,
      );
      rows.push(...page.records);
    }
    return rows;
  }

  return {
    async rows(principal, soql) {
      return soql === null ? [] : drain(principal, await firstPage(principal, soql));
    },
    async rowsEver(principal, soql) {
      return soql === null ? [] : drain(principal, await firstPage(principal, soql, 'queryAll'));
    },
    async count(principal, soql) {
      return soql === null ? 0 : (await firstPage(principal, soql)).totalSize;
    },
    async childRows(principal, list) {
      if (list === null || list === undefined) return [];
      const first = readPage(list);
      if (first !== null) return drain(principal, first);
      const refusal = strange(200, noted`a child list with something else than rows`);
      throw toDomainError(refusal, 'GET /query', principal);
    },
  };
}

function readPage(body: unknown): Page | null {
  return isUsualPage(body) ? body : (pageWire.safeParse(body).data ?? null);
}

/** What `pageWire` takes as it is, looked at by hand: a schema copies each row of each page. */
function isUsualPage(body: unknown): body is Page {
  if (!isRecord(body)) return false;
  const { totalSize, done, nextRecordsUrl, records } = body;
  return (
    typeof totalSize === 'number' &&
    typeof done === 'boolean' &&
    nextRecordsUrl === undefined &&
    Array.isArray(records) &&
    records.every(isRecord)
  );
}

function readBatch(body: unknown) {
  return batchWire.safeParse(body).data?.results[0] ?? null;
}
