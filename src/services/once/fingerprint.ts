import { createHash } from 'node:crypto';

/**
 * What of a thing's contents is kept to recognise it by, when the answer to its creation was lost: of equal contents the same,
 * and nobody reads the contents back out of it. Spaces at the ends of a text do not count: SpotDraft may cut them off.
 */
export function fingerprint(...contents: readonly (string | number | boolean | null)[]): string {
  const told = contents.map((content) => (typeof content === 'string' ? content.trim() : content));
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 24);
}
