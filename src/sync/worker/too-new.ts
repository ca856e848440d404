import type { WriteOutcome } from '../write-back/write-outcome.js';
import { noted } from '../../domain/said.js';

/** Of a contract that SpotDraft does not show and that is too new to be taken for deleted. */
export function tooNew(judgedInMs: number): Extract<WriteOutcome, { ok: false }> {
  return {
    ok: false,
    retryable: true,
    reason: noted`SpotDraft does not show this new contract yet.`,
    judgedInMs,
  };
}
