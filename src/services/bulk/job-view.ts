import type { BulkJob } from '../../store/bulk-jobs.js';
import { starterName } from './starter-name.js';

/** A job as people and programs are shown it: in the graph, and by `--json`. */
export function jobView(job: BulkJob) {
  const { id, state, dryRun, templateId, total, counts, starter, startedAt, endedAt } = job;
  return {
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
