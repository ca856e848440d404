import type { FieldDescription, ObjectDescription, RecordPath } from '../../connectors/crm.js';
import { closest } from '../wording/closest.js';
import { noted } from '../../domain/said.js';

/** Descriptions of the fields that paths lead to, by path. */
export type DescribedPaths = readonly {
  readonly path: RecordPath;
  readonly field: FieldDescription;
}[];

/** Leaves out paths that lead to no field, or to none that whoever `describe` asks for may see. */
export async function describePaths(
  paths: readonly RecordPath[],
  model: CrmModel,
): Promise<DescribedPaths> {
  const found = await Promise.all(
    paths.map(async (path) => ({ path, ...(await model.find(path)) })),
  );
  return found.flatMap(({ path, field }) => (field === null ? [] : [{ path, field }]));
}

export type FoundField = {
  /** The child lists on the way. */
  readonly lists: readonly RecordPath[];
} & (
  | { readonly field: FieldDescription; readonly problem: null }
  | { readonly field: null; readonly problem: string }
);

/** Follows deal paths through the CRM's own descriptions: look-ups by relationship name, child lists, then a field. */
export class CrmModel {
  readonly #describe: (objectName: string) => Promise<ObjectDescription | null>;
  readonly #dealObject: string;

  constructor(
    describe: (objectName: string) => Promise<ObjectDescription | null>,
    dealObject: string,
  ) {
    this.#describe = describe;
    this.#dealObject = dealObject;
  }

  async find(path: RecordPath): Promise<FoundField> {
    let objects: readonly string[] = [this.#dealObject];
    const lists: RecordPath[] = [];
    for (const [depth, name] of path.slice(0, -1).entries()) {
      const next = new Set<string>();
      const known: string[] = [];
      const descriptions = await this.#describeAll(objects);
      const part = depth === path.length - 2 ? partOf(descriptions, name, path.slice(-1)) : null;
      if (part !== null) return { lists, field: part, problem: null };
      for (const description of descriptions) {
        const relations = relationsOf(description);
        known.push(...relations.keys());
        for (const target of relations.get(name) ?? []) next.add(target);
        if (description.children.has(name)) lists.push(path.slice(0, depth + 1));
      }
      if (next.size === 0)
        return { lists, ...absent(noted`look-up or child list`, name, objects, known) };
      objects = [...next];
    }
    const name = path.slice(-1).join('');
    const descriptions = await this.#describeAll(objects);
    // A look-up to one of several objects gives the fields that they share; one that has it is enough to read it.
    for (const description of descriptions) {
      const field = description.fields.get(name);
      if (field !== undefined) return { lists, field, problem: null };
    }
    const known = descriptions.flatMap((description) => [...description.fields.keys()]);
    return { lists, ...absent(noted`field`, name, objects, known) };
  }

  async #describeAll(objects: readonly string[]): Promise<readonly ObjectDescription[]> {
    const descriptions = await Promise.all(objects.map((name) => this.#describe(name)));
    return descriptions.filter((description) => description !== null);
  }
}

/** A part of an address or a place, which the CRM describes as a whole only. */
function partOf(
  descriptions: readonly ObjectDescription[],
  name: string,
  [part = '']: RecordPath,
): FieldDescription | null {
  for (const { fields } of descriptions) {
    const whole = fields.get(name);
    if (whole?.type !== 'compound') continue;
    const isNumber = part === 'latitude' || part === 'longitude';
    return { ...whole, name: part, label: part, type: isNumber ? 'number' : 'text' };
  }
  return null;
}

function relationsOf(description: ObjectDescription): ReadonlyMap<string, readonly string[]> {
  const relations = new Map<string, readonly string[]>();
  for (const [name, child] of description.children) relations.set(name, [child.objectName]);
  for (const field of description.fields.values()) {
    if (field.relationshipName !== null) relations.set(field.relationshipName, field.referenceTo);
  }
  return relations;
}

function absent(
  kind: string,
  name: string,
  objects: readonly string[],
  known: readonly string[],
): { readonly field: null; readonly problem: string } {
  const problem = noted`${objects.join('/')} has no ${kind} ${name}${closest(name, known)}, or dealdraft may not read it; correct the path or grant the field`;
  return { field: null, problem };
}
