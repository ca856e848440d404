import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import { refusalErrors } from '../contracts/refusal-errors.js';
import type { ActOutcome } from '../contracts/contract-acts.js';
import type { ActingUsers } from './acting-user.js';

/** Makes a change of the workspace as the reader; SpotDraft's refusal becomes user errors, everything else is thrown. */
export async function actOrRefuse<T>(
  actingUsers: ActingUsers,
  reader: Reader,
  call: (options: CallOptions) => Promise<T>,
): Promise<ActOutcome<T>> {
  try {
    return { done: true, value: await actingUsers.act(reader, call) };
  } catch (error) {
    if (!(error instanceof UpstreamRejectedError)) throw error;
    return { done: false, userErrors: refusalErrors(error) };
  }
}
