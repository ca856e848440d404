import type { FieldDescription, ObjectDescription, RecordPath } from '../connectors/crm.js';
import { closest } from './closest.js';

export type FoundField =
  | { readonly field: FieldDescription; readonly problem: null }
  | { readonly field: null; readonly problem: string };

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
    for (const name of path.slice(0, -1)) {
      const next = new Set<string>();
      const known: string[] = [];
      for (const description of await this.#describeAll(objects)) {
        const relations = relationsOf(description);
        known.push(...relations.keys());
        for (const target of relations.get(name) ?? []) next.add(target);
      }
      if (next.size === 0) return absent('look-up or child list', name, objects, known);
      objects = [...next];
    }
    const name = path.slice(-1).join('');
    const descriptions = await this.#describeAll(objects);
    // A look-up to one of several objects gives the fields that they share; one that has it is enough to read it.
    for (const description of descriptions) {
      const field = description.fields.get(name);
      if (field !== undefined) return { field, problem: null };
    }
    const known = descriptions.flatMap((description) => [...description.fields.keys()]);
    return absent('field', name, objects, known);
  }

  async #describeAll(objects: readonly string[]): Promise<readonly ObjectDescription[]> {
    const descriptions = await Promise.all(objects.map((name) => this.#describe(name)));
    return descriptions.filter((description) => description !== null);
  }
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
): FoundField {
  const problem = `${objects.join('/')} has no ${kind} ${name}${closest(name, known)}, or dealdraft may not read it; correct the path or grant the field.`;
  return { field: null, problem };
}
