import { z } from 'zod';
import { UpstreamContractError } from '../../domain/errors.js';
import type { CrmPrincipal } from '../crm.js';
import type { SalesforceClient } from './client.js';
import { toDomainError, toRefusal } from './failures.js';

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
  async function firstPage(principal: CrmPrincipal, soql: string): Promise<Page> {
    // Quotes become three bytes on their way, so they are counted as such.
    const path = `/query?q=${encodeURIComponent(soql).replaceAll("'", '%27')}`;
    if (path.length <= MAX_URL_BYTES) {
      return parsePage(
        await client.call(principal, {
          operation: 'GET /query',
          method: 'GET',
          path,
          isRead: true,
        }),
      );
    }
    const operation = 'POST /composite/batch (query)';
    const body = await client.call(principal, {
      operation,
      method: 'POST',
      path: '/composite/batch',
      body: { batchRequests: [{ method: 'GET', url: `v${client.apiVersion}${path}` }] },
      isRead: true,
    });
    const batch = batchWire.safeParse(body);
    if (!batch.success) throw misshapen(operation);
    const [{ statusCode, result }] = batch.data.results;
    if (statusCode >= 300) throw toDomainError(toRefusal(statusCode, result), operation, principal);
    return parsePage(result);
  }

  async function drain(principal: CrmPrincipal, first: Page): Promise<readonly RawRecord[]> {
    const rows: RawRecord[] = [...first.records];
    for (let page = first; page.nextRecordsUrl !== undefined && !page.done;) {
      page = parsePage(
        await client.call(principal, {
          operation: 'GET /query/{cursor}',
          method: 'GET',
          path: page.nextRecordsUrl,
          isRead: true,
        }),
      );
      rows.push(...page.records);
    }
    return rows;
  }

  return {
    async rows(principal, soql) {
      return soql === null ? [] : drain(principal, await firstPage(principal, soql));
    },
    async count(principal, soql) {
      return soql === null ? 0 : (await firstPage(principal, soql)).totalSize;
    },
    async childRows(principal, list) {
      return list === null || list === undefined ? [] : drain(principal, parsePage(list));
    },
  };
}

function parsePage(body: unknown): Page {
  const page = pageWire.safeParse(body);
  if (!page.success) throw misshapen('GET /query');
  return page.data;
}

function misshapen(operation: string): UpstreamContractError {
  return new UpstreamContractError("Salesforce's answer is not a query result.", {
    service: 'salesforce',
    operation,
  });
}
