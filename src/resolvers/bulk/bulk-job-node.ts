import type { BulkJobType } from '../../schema/bulk.js';
import { starterName } from '../../services/bulk/starter-name.js';
import type { BulkJob } from '../../services/bulk/bulk-jobs.js';

/** What its rows are found by. */
export interface BulkJobNode extends BulkJobType {
  readonly source: BulkJob;
}

export function toBulkJobNode(job: BulkJob): BulkJobNode {
  const { id, state, dryRun, templateId, total, counts, starter, startedAt, endedAt } = job;
  return {
    source: job,
    id,
    state,
    dryRun,
    templateId,
    total,
    waiting: counts.WAITING,
    creatable: counts.CREATABLE,
    created: counts.CREATED,
    existing: counts.EXISTING,
    failed: counts.FAILED,
    startedBy: starterName(starter),
    startedAt,
    endedAt,
  };
}
