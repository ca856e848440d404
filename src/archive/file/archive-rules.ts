import type { RecordPath } from '../../connectors/crm.js';
import type { DestinationConfig } from '../../domain/destination-config.js';
import type { Expression } from '../../mapping/expression/expression.js';
import type { SourceLocation } from '../../mapping/file/source-location.js';
import type { Reads } from '../../mapping/reads/reads.js';
import type { ExpressionKey } from './archive-file.schema.js';

/** The parsed archive file. */
export interface ArchiveRules {
  readonly destinations: readonly ArchiveDestination[];
}

export interface ArchiveDestination {
  readonly name: string;
  readonly location: SourceLocation;
  readonly config: DestinationConfig;
  /** Null where the file has none and the default is in force. */
  readonly rules: Readonly<Record<ExpressionKey, ArchiveRule | null>>;
  readonly sidecar: boolean;
  readonly recordInSpotDraft: boolean;
  /** What has to be known of a contract beside itself before it can be planned. */
  readonly needs: {
    /** Everything its expressions read of the deal, each path once: the one query that it needs. Empty = no deal is read. */
    readonly deal: readonly RecordPath[];
    readonly keyPointers: boolean;
  };
  /** What `when` alone reads beside the contract itself: it is judged first, and may spare the rest. */
  readonly whenReads: ReadonlySet<FactName>;
}

/** Members of what expressions see that take a call of their own. */
export const FACT_NAMES = ['executedAt', 'keyPointers', 'opportunity'] as const;
export type FactName = (typeof FACT_NAMES)[number];

export interface ArchiveRule {
  readonly expression: Expression;
  /** Of `expression`, those below `opportunity`. */
  readonly dealReads: Reads;
}
