import { z } from 'zod';
import type { Entities } from '../../connectors/spotdraft/entities.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreationKind } from '../../sync/index.js';
import { subjectOf } from '../once/subject.js';

export const ENTITY_CREATION = 'entity';

const subject = subjectOf(z.object({ referenceId: z.string(), before: z.array(z.string()) }));

/** Those that have the reference already, so that none of them is taken for the new one. */
export async function entitySubject(
  spotdraft: Entities,
  referenceId: string,
  options: CallOptions,
): Promise<string> {
  const present = await spotdraft.listEntities(options);
  const before = present.filter((entity) => entity.referenceId === referenceId.trim());
  // Without spaces at its ends, which SpotDraft may cut off.
  return subject.write({ referenceId: referenceId.trim(), before: before.map(({ id }) => id) });
}

/** Finds an entity by the reference that it was to have. */
export function createEntityCreations({
  spotdraft,
}: {
  readonly spotdraft: Entities;
}): CreationKind {
  return {
    kind: ENTITY_CREATION,
    async lookFor(creation, { isLast: _isLast, ...options }) {
      const { referenceId, before } = subject.read(creation.subject);
      const found = (await spotdraft.listEntities(options)).find(
        (entity) => entity.referenceId === referenceId && !before.includes(entity.id),
      );
      return found?.id ?? null;
    },
  };
}
