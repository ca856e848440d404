import { z } from 'zod';
import type { SpotDraftRole, SpotDraftUser } from '../../domain/spotdraft-user.js';
import { filledText, flag, numberId, text } from './wire-values.js';

export const roleWire = z
  .object({ id: numberId, name: z.string(), description: text })
  .transform(({ id, name, description }): SpotDraftRole => ({
    id,
    name,
    description: filledText(description),
  }));

/** Documented with `name`, shown with `first_name` and `last_name`. */
export const userWire = z
  .object({
    id: numberId,
    email: text,
    name: text,
    first_name: text,
    last_name: text,
    designation: text,
    is_active: flag,
    roles: z.array(z.unknown()).nullish().catch(null),
  })
  .transform((wire): SpotDraftUser => {
    const names = [wire.first_name, wire.last_name].map(filledText).filter((part) => part !== null);
    const email = filledText(wire.email);
    return {
      id: wire.id,
      email,
      name: filledText(wire.name) ?? filledText(names.join(' ')) ?? email ?? '',
      designation: filledText(wire.designation),
      isActive: wire.is_active ?? null,
      roles: wire.roles?.flatMap((role) => roleWire.safeParse(role).data ?? []) ?? null,
    };
  });
