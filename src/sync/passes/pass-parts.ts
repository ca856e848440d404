import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Mapping } from '../../mapping/index.js';
import type { Store } from '../../store/store.js';
import type { TermJudge } from '../terms/judge-contracts.js';
import type { ExecutedDocuments } from '../worker/executed-documents.js';
import type { Reconciler } from '../worker/reconciler.js';
import type { RowPlanner } from '../write-back/wanted-rows.js';
import type { WriteBack } from '../write-back/write-back.js';

/** What a pass over all contracts works with. */
export interface PassParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly rows: RowPlanner;
  readonly writeBack: WriteBack;
  readonly reconciler: Reconciler;
  /** Null or absent where nothing is archived. */
  readonly documents?: ExecutedDocuments | null;
  /** Absent where no terms are checked. */
  readonly terms?: TermJudge;
  readonly clock: Clock;
  readonly log: Log;
  readonly record?: RecordActivity;
}
