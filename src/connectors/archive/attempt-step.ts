import { DestinationError } from './destination.js';
import type { Inspection } from './destination.js';

/** One step of an inspection; what the destination refuses fails the step, with its reason. */
export async function attemptStep(
  step: string,
  look: () => Promise<Omit<Inspection, 'step'>>,
): Promise<Inspection> {
  try {
    return { step, ...(await look()) };
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error;
    return { step, outcome: 'failed', text: error.message };
  }
}
