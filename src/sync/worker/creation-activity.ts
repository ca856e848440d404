import type { NewActivity } from '../../domain/activity.js';
import { toContractId } from '../../domain/contract-id.js';

/** What became of a wish to have something made in SpotDraft. */
export function creationActivity(ended: {
  /** `contract`, `comment`. */
  readonly kind: string;
  readonly outcome: string;
  readonly failed?: boolean;
  readonly madeId?: string;
  readonly error?: string;
  readonly told?: string;
}): NewActivity {
  const { kind, madeId, ...ending } = ended;
  const contractId = madeId === undefined ? null : toContractId(madeId);
  return {
    kind: 'CREATION',
    system: 'spotdraft',
    operation: kind,
    ...(contractId === null ? {} : { contractId }),
    ...ending,
  };
}
