import type { Reader } from '../../auth/caller.js';
import type { NewEntity } from '../../connectors/spotdraft/entities.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Entity } from '../../domain/entity.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { lengthErrors, LONGEST, requiredErrors } from '../text-length.js';
import { ENTITY_CREATION, entitySubject } from './entity-creations.js';
import { jurisdictionErrors } from './jurisdiction-code.js';
import { noted, said } from '../../domain/said.js';

export interface EntityService {
  /** The workspace's own legal entities. Cached for seconds. */
  list(): Promise<readonly Entity[]>;
  /** Once for one wish. @throws InputError for malformed ids. */
  create(reader: Reader, input: CreateEntityInput): Promise<EntityResult>;
}

export interface CreateEntityInput extends Omit<NewEntity, 'isPrimary'> {
  /** Without it the new one is not. */
  readonly isPrimary?: boolean;
  readonly idempotencyKey?: string;
}

export interface EntityResult {
  /** Null when it was refused. */
  readonly entity: Entity | null;
  readonly userErrors: readonly UserError[];
}

const FRESH_FOR_MS = 30_000;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createEntityService(parts: SharedParts): EntityService {
  const { spotdraft, clock } = parts;
  const lists = new ExpiringCache<readonly Entity[]>({ clock, maxEntries: 1 });
  const list = () =>
    lists.fill('', () => spotdraft.listEntities(INTERACTIVE), { ttlMs: FRESH_FOR_MS });

  return {
    list,

    async create(reader, { idempotencyKey, ...input }) {
      const entity: NewEntity = {
        ...input,
        organizationTypeId: parseNumberId(input.organizationTypeId, noted`an organization type`),
        jurisdictionIsoCode: input.jurisdictionIsoCode.toUpperCase(),
        isPrimary: input.isPrimary ?? false,
      };
      const wrong = inputErrors(entity);
      if (wrong.length > 0) return { entity: null, userErrors: wrong };
      const outcome = await makeOnce(parts, reader, {
        kind: ENTITY_CREATION,
        what: said`an entity`,
        scope: [],
        input: entity,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => entitySubject(spotdraft, entity.referenceId, options),
        send: (options) => spotdraft.createEntity(entity, options),
        idOf: ({ id }) => id,
      });
      if (!outcome.done) return { entity: null, userErrors: outcome.userErrors };
      lists.delete('');
      const made = outcome.made ?? (await list()).find(({ id }) => id === outcome.id) ?? null;
      return { entity: made, userErrors: [] };
    },
  };
}

function inputErrors({
  name,
  referenceId,
  jurisdictionIsoCode,
  primaryAddress,
}: NewEntity): UserError[] {
  const { countryIsoCode, ...lines } = primaryAddress;
  const max = LONGEST.name;
  const address = Object.fromEntries(
    Object.entries(lines).map(([field, text]) => [field, { text, max }]),
  );
  const texts = { name: { text: name, max }, referenceId: { text: referenceId, max } };
  return [
    ...lengthErrors(texts),
    ...requiredErrors({ name, referenceId }),
    ...jurisdictionErrors(['jurisdictionIsoCode'], jurisdictionIsoCode),
    ...lengthErrors(address, ['primaryAddress']),
    ...requiredErrors(lines, ['primaryAddress']),
    ...jurisdictionErrors(['primaryAddress', 'countryIsoCode'], countryIsoCode),
  ];
}
