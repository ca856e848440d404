import type { BulkJobType } from '../../schema/bulk.js';
import type { BulkJob } from '../../services/bulk/bulk-jobs.js';
import { jobView } from '../../services/bulk/job-view.js';

/** What its rows are found by. */
export interface BulkJobNode extends BulkJobType {
  readonly source: BulkJob;
}

export function toBulkJobNode(job: BulkJob): BulkJobNode {
  return { source: job, ...jobView(job) };
}
