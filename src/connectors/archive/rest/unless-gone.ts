import { DestinationError } from '../destination.js';

/** Null where the vendor itself says that there is no such thing; a 404 of somebody between is none of its words. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DestinationError && error.fault === 'gone') return null;
    throw error;
  }
}
