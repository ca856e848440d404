import type { Reader } from '../../auth/caller.js';
import type { Workspace } from '../../connectors/spotdraft/workspace.js';
import type { AnalyticsRows } from '../../domain/analytics.js';
import { InputError } from '../../domain/errors.js';
import { isBlank } from '../../domain/well-formed.js';
import { askAs } from '../people/acting-user.js';
import type { ActingUsers } from '../people/acting-user.js';
import { said } from '../../domain/said.js';

/** For operators, whom the resolver has asked for. */
export interface WorkspaceService {
  /**
   * As the reader, of whose contracts SpotDraft tells. What is beyond the bound of an answer is left out, and `truncated`.
   * @throws InputError for a query that SpotDraft does not take, ForbiddenError where analytics are not for the reader or not there
   */
  analytics(reader: Reader, query: string): Promise<AnalyticsRows>;
  /** @throws InputError for no names, or too many. */
  featureFlags(names: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
}

const ANALYTICS = { maxQuery: 10_000, maxCells: 25_000, maxChars: 4_000_000 } as const;
const FLAGS = { max: 100, maxLength: 200 } as const;

export function createWorkspaceService(parts: {
  readonly spotdraft: Workspace;
  readonly actingUsers: ActingUsers;
}): WorkspaceService {
  const { spotdraft, actingUsers } = parts;
  return {
    async analytics(reader, query) {
      if (isBlank(query)) throw new InputError(said`Say in "query" what is asked: one SELECT.`);
      if (query.length > ANALYTICS.maxQuery) {
        throw new InputError(
          said`"query" is ${query.length} characters long; at most ${ANALYTICS.maxQuery} are taken. Shorten it.`,
        );
      }
      return bounded(
        await askAs(actingUsers, reader, (options) => spotdraft.queryAnalytics(query, options)),
      );
    },

    async featureFlags(names) {
      if (names.length === 0 || names.length > FLAGS.max) {
        throw new InputError(
          said`"names" has ${names.length} entries; 1 to ${FLAGS.max} are taken.`,
        );
      }
      const odd = names.find((name) => isBlank(name) || name.length > FLAGS.maxLength);
      if (odd !== undefined) {
        throw new InputError(
          said`A name of a feature flag has 1 to ${FLAGS.maxLength} characters, not all blank.`,
        );
      }
      return spotdraft.checkFeatureFlags([...new Set(names)], { lane: 'interactive' });
    },
  };
}

/** As many rows as fit into an answer. */
function bounded(found: AnalyticsRows): AnalyticsRows {
  let cells = 0;
  let chars = 0;
  const cut = found.rows.findIndex((row) => {
    cells += Math.max(1, Object.keys(row).length);
    chars += JSON.stringify(row).length;
    return cells > ANALYTICS.maxCells || chars > ANALYTICS.maxChars;
  });
  return cut === -1 ? found : { ...found, rows: found.rows.slice(0, cut), truncated: true };
}
