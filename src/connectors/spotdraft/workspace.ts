import { z } from 'zod';
import type { AnalyticsRows } from '../../domain/analytics.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';

/** What is known of the workspace as a whole. */
export interface Workspace {
  /**
   * Rows of one SELECT of GoogleSQL; the contracts among them are those of whoever asks.
   * @throws ForbiddenError in a workspace without the feature (501)
   */
  queryAnalytics(query: string, options: CallOptions): Promise<AnalyticsRows>;
  /** By name. What a flag holds is not documented. */
  checkFeatureFlags(
    names: readonly string[],
    options: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
}

const row = z.record(z.string(), z.unknown());
const analyticsWire = z.object({
  columns: z.array(z.string()).catch([]),
  rows: z.array(row.catch({})),
  row_count: z.number().int().nonnegative().nullish().catch(null),
  truncated: z.boolean().nullish().catch(null),
});

export function createWorkspace({ caller }: CapabilityParts): Workspace {
  return {
    async queryAnalytics(query, options) {
      const wire = await caller.call('POST /analytics/query/', {
        body: { query, user_scoped: true },
        answer: analyticsWire,
        // Each attempt is billed by what it reads.
        maxAttempts: 1,
        options,
      });
      return {
        columns: wire.columns,
        rows: wire.rows,
        rowCount: wire.row_count ?? wire.rows.length,
        truncated: wire.truncated ?? false,
      };
    },

    checkFeatureFlags(names, options) {
      return caller.call('POST /workspace/feature-flags/', {
        body: { flags: names },
        answer: row,
        options,
      });
    },
  };
}
