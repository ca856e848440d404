import { z } from 'zod';

import { ApiError, codedError } from './errors.js';
import type { JsonObject } from './json.js';
import { displayStatus } from './model.js';
import type { Contract } from './model.js';
import { parseBody } from './parse-body.js';
import { hasPermission } from './reference-data.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public';

const queryBody = z.object({
  query: z.string().max(10_000),
  user_scoped: z.boolean().nullish(),
});
const flagsBody = z.object({ flags: z.array(z.string()) });

const TABLES = ['contracts', 'users', 'counterparties_setup', 'legal_intake'];
/** What is switched on in this workspace. */
const FLAGS: Readonly<Record<string, boolean>> = {
  PUBLIC_ANALYTICS_QUERY_API: true,
  LEGAL_INTAKE: true,
};
const STATUS_LABELS: Readonly<Record<string, string>> = {
  DRAFT: 'Draft',
  REDLINING: 'Redlining',
  SIGN: 'Sign',
  EXECUTED: 'Executed',
  ON_HOLD: 'On Hold',
  VOIDED: 'Voided',
};
const MAX_ROWS = 5_000;

/** Analytics of the workspace and what is switched on in it. */
export function workspaceRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/analytics/query/`,
      handle: ({ body, actor }) => {
        const { query, user_scoped: isScoped } = parseBody(queryBody, body);
        const mayAll = hasPermission(actor, 'see-all-contracts');
        if (isScoped === false && !mayAll) {
          throw codedError(403, 'SD_PUBLIC_00044', 'Workspace-wide rows need the Admin role.');
        }
        const { columns, limit } = parseQuery(query);
        const seen = [...state.contracts.values()].filter(
          (contract) => !contract.isDeleted && state.maySee(actor, contract),
        );
        const rows = seen.slice(0, Math.min(limit, MAX_ROWS)).map((one) => toRow(one, columns));
        return ok({
          columns,
          rows,
          row_count: rows.length,
          truncated: seen.length > rows.length && rows.length === MAX_ROWS,
          execution_ms: 12.5,
        });
      },
    },
    {
      method: 'POST',
      path: `${BASE}/workspace/feature-flags/`,
      handle: ({ body }) => {
        const { flags } = parseBody(flagsBody, body);
        if (flags.length === 0) throw new ApiError(400, { error: 'No flags were provided.' });
        return ok(Object.fromEntries(flags.map((name) => [name, FLAGS[name] ?? false])));
      },
    },
  ];
}

const COLUMNS: Readonly<Record<string, (contract: Contract) => unknown>> = {
  contract_id: ({ number }) => number,
  contract_name: ({ name }) => name,
  contract_status: (contract) => STATUS_LABELS[displayStatus(contract)],
  created_at: ({ createdAt }) => createdAt.toISOString(),
};

/** Enough of GoogleSQL for a sample: `SELECT a, b FROM contracts LIMIT n`. @throws ApiError as the API refuses the rest */
function parseQuery(query: string): {
  readonly columns: readonly string[];
  readonly limit: number;
} {
  const text = query.trim().replace(/;$/u, '');
  if (!/^(?:select|with)\b/iu.test(text) || text.includes(';')) {
    throw codedError(400, 'SD_PUBLIC_00040', 'Only a single SELECT statement is allowed.');
  }
  const [, list = '', table = '', limit] =
    /^select\s+(.+?)\s+from\s+`?(\w+)`?(?:\s+limit\s+(\d+))?$/isu.exec(text) ?? [];
  if (table !== '' && !TABLES.includes(table.toLowerCase())) {
    throw codedError(400, 'SD_PUBLIC_00041', `Table ${table} is not allowed.`);
  }
  const columns =
    list.trim() === '*' ? Object.keys(COLUMNS) : list.split(',').map((one) => one.trim());
  if (table.toLowerCase() !== 'contracts' || columns.some((name) => !(name in COLUMNS))) {
    throw codedError(400, 'SD_PUBLIC_00042', 'The query could not be parsed.');
  }
  return { columns, limit: limit === undefined ? MAX_ROWS : Number(limit) };
}

function toRow(contract: Contract, columns: readonly string[]): JsonObject {
  return Object.fromEntries(columns.map((name) => [name, COLUMNS[name]?.(contract) ?? null]));
}
