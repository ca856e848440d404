import { DestinationError } from '../destination.js';

/** Nothing came back, or not all of it. What was sent may have been carried out, unless nothing was. */
export class NoAnswerError extends DestinationError {
  constructor(
    message: string,
    readonly sent: boolean,
    details: { readonly operation: string; readonly cause: unknown },
  ) {
    super(message, { ...details, fault: 'unavailable' });
  }
}

/** Whether a write that failed like this may have been carried out all the same, now or in a moment. */
export function leavesOpen(error: unknown): boolean {
  if (error instanceof NoAnswerError) return error.sent;
  return error instanceof DestinationError && error.status !== undefined && error.status >= 500;
}
