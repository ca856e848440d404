import type { Contract } from '../../../domain/contract.js';
import { harmlessText } from '../../../domain/harmless-text.js';

/** A contract as people know it. */
export function contractTitle({ id, name }: Contract): string {
  return `${harmlessText(name).slice(0, 120).toWellFormed()} (${id})`;
}
