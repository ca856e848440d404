import { z } from 'zod';
import {
  DealdraftError,
  CongestionError,
  RateLimitedError,
  UpstreamAuthError,
} from '../../domain/errors.js';
import type { CrmPrincipal, CrmRow, RowFailureCause, RowResult } from '../crm.js';
import { chunk } from './chunk.js';
import type { SalesforceClient, SalesforceRequest } from './client.js';
import { meaningOfRow } from './codes.js';
import { shorten } from './failures.js';
import { explainNotFound } from './object-absence.js';
import type { RawRecord, SoqlQueries } from './query.js';
import { apiName, compare, isIn, nothing, orderBy, select, text } from './soql.js';

/** Rows of one collections call, and values of one IN list. */
const ROWS_PER_CALL = 200;
/** The largest page of a query; more would cost a second call. */
const MAX_KEYS = 2_000;

const rowResultsWire = z.array(
  z.looseObject({
    id: z.string().nullish(),
    success: z.boolean(),
    created: z.boolean().optional(),
    errors: z
      .array(
        z.looseObject({
          // Rows of collections say `statusCode`; `errorCode` is what jsforce's types and other resources say.
          statusCode: z.string().optional(),
          errorCode: z.string().optional(),
          message: z.string().catch(''),
          fields: z.array(z.string()).catch([]),
        }),
      )
      .catch([]),
  }),
);

const rowValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export interface SalesforceRows {
  read(
    objectName: string,
    keyField: string,
    keys: readonly string[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, CrmRow>>;
  listKeys(
    objectName: string,
    keyField: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly string[]>;
  /**
   * The calls go one after the other. When a later one fails as a whole, its rows and those behind it are reported as
   * failed with the error's code, so that the results of the earlier ones are not lost; when the first one fails, its
   * error is thrown. Writing the same rows again is safe either way.
   */
  upsert(
    objectName: string,
    keyField: string,
    rows: readonly CrmRow[],
  ): Promise<readonly RowResult[]>;
  everKeys(
    objectName: string,
    keyField: string,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** As `upsert`, but rows that are sent again may be there already. */
  create(objectName: string, rows: readonly CrmRow[]): Promise<readonly RowResult[]>;
  /** As `upsert`. */
  update(objectName: string, rows: readonly CrmRow[]): Promise<readonly RowResult[]>;
}

/** A change by PATCH unless it says otherwise. */
type WriteRequest = Pick<SalesforceRequest, 'operation' | 'path'> & {
  readonly method?: 'PATCH' | 'POST';
};

export function createSalesforceRows(
  client: SalesforceClient,
  queries: SoqlQueries,
  integration: CrmPrincipal,
): SalesforceRows {
  async function write(
    request: WriteRequest,
    objectName: string,
    rows: readonly CrmRow[],
  ): Promise<readonly RowResult[]> {
    const results: RowResult[] = [];
    for (const part of chunk(rows, ROWS_PER_CALL)) {
      try {
        results.push(...(await writePart(request, objectName, part)));
      } catch (error) {
        if (results.length === 0 || !(error instanceof DealdraftError)) throw error;
        const failed = toFailedRow(error);
        while (results.length < rows.length) results.push(failed);
        return results;
      }
    }
    return results;
  }

  async function writePart(
    { operation, path, method = 'PATCH' }: WriteRequest,
    objectName: string,
    rows: readonly CrmRow[],
  ): Promise<readonly RowResult[]> {
    const call = client.call(
      integration,
      {
        operation,
        method,
        path,
        body: {
          allOrNone: false,
          records: rows.map((row) => ({ ...row, attributes: { type: objectName } })),
        },
        isRead: false,
      },
      // Anything else does not tell what became of each row.
      (body) => {
        const parsed = rowResultsWire.safeParse(body);
        return parsed.success && parsed.data.length === rows.length ? parsed.data : null;
      },
    );
    try {
      return (await call).map(toRowResult);
    } catch (error) {
      throw await explainNotFound(error, queries, integration, objectName);
    }
  }

  return {
    async read(objectName, keyField, keys, fields) {
      const found = new Map<string, CrmRow>();
      const wanted = [...new Set(keys)];
      // A key field that ignores case may answer in another one than asked.
      const byFolded = new Map(wanted.map((key) => [key.toLowerCase(), key]));
      const exact = new Set(wanted);
      const selected = [...new Set([keyField, ...fields])].map(apiName);
      for (const part of chunk(wanted, ROWS_PER_CALL)) {
        const soql = select({
          fields: selected,
          from: objectName,
          where: isIn(keyField, part.map(text)),
        });
        for (const record of await queries.rows(integration, soql)) {
          const row = toCrmRow(record, selected);
          const key = String(row[keyField] ?? '');
          found.set(exact.has(key) ? key : (byFolded.get(key.toLowerCase()) ?? key), row);
        }
      }
      return found;
    },
    async listKeys(objectName, keyField, { limit, after }) {
      const isNext =
        after === undefined
          ? compare(keyField, '!=', nothing)
          : compare(keyField, '>', text(after));
      const soql = select({
        fields: [apiName(keyField)],
        from: objectName,
        where: isNext,
        orderBy: [orderBy(keyField, 'ASC')],
        limit: Math.min(limit, MAX_KEYS),
      });
      const records = await queries.rows(integration, soql);
      return records.map((record) => String(record[keyField]));
    },
    async everKeys(objectName, keyField, keys) {
      const wanted = new Map(keys.map((key) => [key.toLowerCase(), key]));
      const found = new Set<string>();
      for (const part of chunk([...wanted.values()], ROWS_PER_CALL)) {
        const soql = select({
          fields: [apiName(keyField)],
          from: objectName,
          where: isIn(keyField, part.map(text)),
        });
        for (const record of await queries.rowsEver(integration, soql)) {
          const key = wanted.get(String(record[keyField]).toLowerCase());
          if (key !== undefined) found.add(key);
        }
      }
      return found;
    },
    create: async (objectName, rows) =>
      write(
        {
          operation: 'POST /composite/sobjects',
          path: '/composite/sobjects',
          method: 'POST',
        },
        apiName(objectName),
        rows,
      ),
    upsert: async (objectName, keyField, rows) =>
      write(
        {
          operation: 'PATCH /composite/sobjects/{object}/{key}',
          // The key's value travels in the body: in the path, slashes and endings like `.inc` make it a 404.
          path: `/composite/sobjects/${apiName(objectName)}/${apiName(keyField)}`,
        },
        objectName,
        rows,
      ),
    update: async (objectName, rows) =>
      write(
        { operation: 'PATCH /composite/sobjects', path: '/composite/sobjects' },
        apiName(objectName),
        rows,
      ),
  };
}

function toRowResult(wire: z.infer<typeof rowResultsWire>[number]): RowResult {
  if (wire.success) return { ok: true, id: wire.id ?? null, created: wire.created ?? false };
  const [first] = wire.errors;
  const code = first?.statusCode ?? first?.errorCode ?? 'UNKNOWN_EXCEPTION';
  const message = first?.message ?? '';
  return {
    ok: false,
    code,
    message: shorten(message),
    fields: first?.fields ?? [],
    ...meaningOfRow(code, message),
    ...(code === 'DUPLICATE_VALUE' ? { isTaken: true } : {}),
  };
}

function toFailedRow(error: DealdraftError): RowResult {
  return {
    ok: false,
    code: error.upstreamCode ?? error.code,
    message: error.message,
    fields: [],
    cause: causeOfError(error),
    retryable: error.retryable,
  };
}

/** Of a call that failed as a whole. */
function causeOfError(error: DealdraftError): RowFailureCause {
  if (error instanceof CongestionError) return 'passing';
  if (error instanceof RateLimitedError) return 'allowance';
  if (error instanceof UpstreamAuthError) return 'credentials';
  if (error.upstreamCode !== undefined) return meaningOfRow(error.upstreamCode, '').cause;
  return error.retryable ? 'outage' : 'other';
}

function toCrmRow(record: RawRecord, fields: readonly string[]): CrmRow {
  return Object.fromEntries(
    fields.map((name) => [name, rowValue.catch(null).parse(record[name])] as const),
  );
}
