import type { Reader } from '../../auth/caller.js';
import { contractNumberOf } from '../../domain/contract-id.js';
import { DealdraftError, NothingCreatedError } from '../../domain/errors.js';
import type { Relate } from '../../sync/index.js';
import { pauseCauseOf } from '../../work/pauses.js';
import { createRelationService } from '../contracts/relations.js';
import type { SharedParts } from '../create-services.js';
import { allRows, WALKED_PAGE } from '../paging/find-row.js';

const RENEWAL: Reader = { kind: 'integration', keyName: 'renewal' };

/** Relates two contracts as dealdraft itself, unless they are related so; once for ever, whatever is repeated or lost. */
export function createRelator(shared: SharedParts): Relate {
  const { spotdraft, log } = shared;
  const relations = createRelationService({
    ...shared,
    actingUsers: { act: (_reader, call) => call({ lane: 'background' }) },
  });
  return async ({ earlier, later }, relation) => {
    try {
      const number = contractNumberOf(later);
      // The ledger may have been lost since it was done.
      const present = await allRows((page) =>
        spotdraft.listRelatedContracts(
          earlier,
          { page, limit: WALKED_PAGE },
          { lane: 'background' },
        ),
      );
      if (present.some((row) => row.ref.number === number)) return true;
      const { userErrors } = await relations.relate(RENEWAL, {
        contractId: earlier,
        relatedContractId: later,
        relation,
        // An earlier contract may have several later ones.
        idempotencyKey: `renewal:${later}:${relation}`,
      });
      const [first] = userErrors;
      if (first === undefined) return true;
      if (first.code === 'CREATION_UNCERTAIN') return false;
      log.warn(
        { earlier, later, relation, reason: first.message },
        'two contracts are not related',
      );
      return true;
    } catch (error) {
      const cause = error instanceof NothingCreatedError ? error.cause : error;
      if (!(cause instanceof DealdraftError) || cause.retryable || pauseCauseOf(cause) !== null)
        throw cause;
      log.warn({ err: cause, earlier, later, relation }, 'two contracts can not be related');
      return true;
    }
  };
}
