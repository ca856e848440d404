import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import { CrmModel } from '../../mapping/index.js';
import { templateShape } from './template-shape.js';
import type { Shape } from './template-shape.js';

export const REFERENCE_KINDS = [
  'template',
  'contractType',
  'entity',
  'organizationType',
  'user',
  'crmObject',
  'crmField',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** Something that a workspace or an org has, by the name that people give it. */
export interface Named {
  /** As files name it. */
  readonly id: string;
  readonly name: string;
  readonly shape: Shape;
}

/** Finds what files name, in one workspace and its org. Reads only. */
export interface WorkspaceReader {
  byId(kind: ReferenceKind, id: string): Promise<Named | null>;
  /** All of this name: names need not be unique. */
  byName(kind: ReferenceKind, name: string): Promise<readonly Named[]>;
}

type Summary = Pick<Named, 'id' | 'name'>;

/** How one kind is looked up: what there is, and what it is like. */
interface Kind {
  readonly list: (about: string) => Promise<readonly Summary[]>;
  readonly shape: (id: string) => Promise<Shape>;
}

const NO_SHAPE = async (): Promise<Shape> => ({});
const CALL = { lane: 'interactive' } as const;

export function createWorkspaceReader(spotdraft: SpotDraft, crm: Crm): WorkspaceReader {
  const once = new Map<string, Promise<readonly Summary[]>>();
  const listed = (what: string, list: () => Promise<readonly Summary[]>) => () => {
    const known = once.get(what) ?? list();
    once.set(what, known);
    return known;
  };
  const model = new CrmModel((name) => crm.describe(name), crm.dealObject);
  let askedEntities: ReturnType<SpotDraft['listEntities']> | null = null;
  const entities = () => (askedEntities ??= spotdraft.listEntities(CALL));

  const kinds: Readonly<Record<ReferenceKind, Kind>> = {
    template: {
      list: listed('templates', () => spotdraft.listTemplates(CALL)),
      async shape(id) {
        const template = await spotdraft.getTemplate(id, CALL);
        return template === null ? {} : templateShape(template);
      },
    },
    contractType: {
      list: listed('types', () => spotdraft.listContractTypes(CALL)),
      shape: NO_SHAPE,
    },
    entity: {
      list: async () =>
        (await entities()).flatMap(({ referenceId, name }) =>
          referenceId === null ? [] : [{ id: referenceId, name }],
        ),
      async shape(id) {
        const found = (await entities()).find(({ referenceId }) => referenceId === id);
        return {
          jurisdiction: found?.jurisdiction?.isoCode ?? 'none',
          'organisation type': found?.organizationType?.name ?? 'none',
        };
      },
    },
    organizationType: {
      list: listed('organisation types', async () =>
        uniqueNames(await spotdraft.listOrganizationTypes(null, CALL)),
      ),
      shape: NO_SHAPE,
    },
    user: {
      async list(address) {
        const user = await spotdraft.findUser(address, CALL);
        return user?.isActive === true ? [{ id: address, name: address }] : [];
      },
      shape: NO_SHAPE,
    },
    crmObject: {
      async list(name) {
        return (await crm.describe(name)) === null ? [] : [{ id: name, name }];
      },
      shape: NO_SHAPE,
    },
    crmField: {
      async list(path) {
        return (await fieldAt(path)) === null ? [] : [{ id: path, name: path }];
      },
      async shape(path) {
        const field = await fieldAt(path);
        return field === null ? {} : { type: field.type };
      },
    },
  };

  /** `Opportunity.Account.Name` begins at the deal; a field of another object stands in it itself. */
  async function fieldAt(path: string) {
    const [object = '', ...names] = path.split('.');
    if (object === crm.dealObject) return (await model.find(names)).field;
    return (await crm.describe(object))?.fields.get(names.join('.')) ?? null;
  }

  async function withShape(kind: ReferenceKind, { id, name }: Summary): Promise<Named> {
    return { id, name, shape: await kinds[kind].shape(id) };
  }

  return {
    async byId(kind, id) {
      const found = (await kinds[kind].list(id)).find((one) => one.id === id);
      return found === undefined ? null : withShape(kind, found);
    },
    async byName(kind, name) {
      const found = (await kinds[kind].list(name)).filter((one) => one.name.trim() === name.trim());
      return Promise.all(found.map((one) => withShape(kind, one)));
    },
  };
}

/** A label may stand for several countries; files name the label. */
function uniqueNames(types: readonly { readonly name: string }[]): readonly Summary[] {
  return [...new Set(types.map(({ name }) => name))].map((name) => ({ id: name, name }));
}
