import { parseNumberId } from '../../domain/number-id.js';
import { noted } from '../../domain/said.js';

/** @throws InputError for what can't be the id of a counterparty. */
export function parseCounterpartyId(text: string): string {
  return parseNumberId(text, noted`a counterparty`);
}
