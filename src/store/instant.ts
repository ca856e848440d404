import { z } from 'zod';

/** A moment as it stands in the JSON that the store keeps: ISO 8601 with `Z`. */
export const instant = z.iso.datetime().transform((text) => new Date(text));
