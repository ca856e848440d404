import { ACCESS_PERMISSIONS } from '../../domain/access-grant.js';
import type { AccessGrant, AccessPermission } from '../../domain/access-grant.js';
import type { ContractTypeSummary } from '../../connectors/spotdraft/contract-types.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Entity } from '../../domain/entity.js';
import { NotFoundError } from '../../domain/errors.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { SharedParts } from '../create-services.js';
import { toFieldView } from '../templates/template-field-view.js';
import type { TemplateFieldView } from '../templates/template-field-view.js';
import { checkSearch } from '../text-length.js';
import { noted, said } from '../../domain/said.js';

export interface ContractTypeService {
  /** All, or those whose name contains `search`, ignoring case. Cached for seconds. */
  list(search: string | null): Promise<readonly ContractTypeSummary[]>;
  /** Null when there is no such type. @throws InputError for what is no id. */
  get(id: string): Promise<ContractTypeSummary | null>;
  /** Live, and so are the others below. @throws NotFoundError when there is no such type. */
  entities(id: string): Promise<readonly Entity[]>;
  intakeForm(id: string): Promise<readonly TemplateFieldView[]>;
  /** @param permissions which ones are asked about; all when null. */
  access(
    id: string,
    permissions: readonly AccessPermission[] | null,
  ): Promise<readonly AccessGrant[]>;
}

const FRESH_FOR_MS = 30_000;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createContractTypeService({
  spotdraft,
  clock,
}: Pick<SharedParts, 'spotdraft' | 'clock'>): ContractTypeService {
  const lists = new ExpiringCache<readonly ContractTypeSummary[]>({ clock, maxEntries: 1 });
  const all = () =>
    lists.fill('', () => spotdraft.listContractTypes(INTERACTIVE), { ttlMs: FRESH_FOR_MS });

  return {
    async list(search) {
      checkSearch(search);
      const wanted = search?.trim().toLowerCase() ?? '';
      const types = await all();
      return wanted === ''
        ? types
        : types.filter(({ name }) => name.toLowerCase().includes(wanted));
    },

    async get(idText) {
      const id = parseContractTypeId(idText);
      return (await all()).find((type) => type.id === id) ?? null;
    },

    entities: (id) => spotdraft.listEntitiesOfType(parseContractTypeId(id), INTERACTIVE),

    async intakeForm(id) {
      const fields = await spotdraft.getIntakeForm(parseContractTypeId(id), INTERACTIVE);
      if (fields === null)
        throw new NotFoundError(said`There is no contract type ${id} in SpotDraft.`);
      return fields.map(toFieldView);
    },

    access: (id, permissions) =>
      spotdraft.listAccess(
        parseContractTypeId(id),
        [...new Set(permissions ?? ACCESS_PERMISSIONS)],
        INTERACTIVE,
      ),
  };
}

function parseContractTypeId(text: string): string {
  return parseNumberId(text, noted`a contract type`);
}
