import { DealdraftError } from './errors.js';
import { noted } from './said.js';

/** What an operator's screen says of a pass that failed; whatever was not foreseen stands in the log alone. */
export function failureText(error: unknown): string {
  return error instanceof DealdraftError
    ? error.message
    : noted`Something went wrong; the log says what.`;
}
