import { DATED_CONVERSION_RATE } from './currency-objects.js';
import { FILE_OBJECTS } from './file-objects.js';
import { SALES_OBJECTS } from './objects.js';
import type { FieldDef, ObjectDef, OrgFeature } from './types.js';

/** Fields that somebody added to an org, by object. */
export type CustomFields = Readonly<Record<string, readonly FieldDef[]>>;

interface ChildRelationship {
  readonly childObject: string;
  readonly field: FieldDef;
  readonly relationshipName: string;
}

/** One object of the org with its fields found by name in any case, as the API accepts them. */
export class SObjectSchema {
  readonly #fieldsByName: ReadonlyMap<string, FieldDef>;
  readonly fields: readonly FieldDef[];

  constructor(
    readonly def: ObjectDef,
    features: ReadonlySet<OrgFeature>,
  ) {
    this.fields = def.fields.filter(
      (field) => field.feature === null || features.has(field.feature),
    );
    this.#fieldsByName = new Map(this.fields.map((field) => [field.name.toLowerCase(), field]));
  }

  get name(): string {
    return this.def.name;
  }

  field(name: string): FieldDef | undefined {
    return this.#fieldsByName.get(name.toLowerCase());
  }

  /** The lookup behind a parent path: `Account` gives `AccountId`. */
  lookupByRelationship(relationshipName: string): FieldDef | undefined {
    const wanted = relationshipName.toLowerCase();
    return this.fields.find((field) => field.relationshipName?.toLowerCase() === wanted);
  }
}

/** What exists in the org: depends on the features that are switched on. */
export class SchemaCatalog {
  readonly objects: readonly SObjectSchema[];
  readonly #byName: ReadonlyMap<string, SObjectSchema>;
  readonly #childrenByParent = new Map<string, ChildRelationship[]>();

  constructor(features: {
    multiCurrency: boolean;
    datedRates: boolean;
    statePicklists: boolean;
    customFields: CustomFields;
  }) {
    const enabled = new Set<OrgFeature>();
    if (features.multiCurrency) enabled.add('multiCurrency');
    if (features.datedRates) enabled.add('datedRates');
    if (features.statePicklists) enabled.add('statePicklists');
    const defs = [...SALES_OBJECTS, ...FILE_OBJECTS, DATED_CONVERSION_RATE];
    this.objects = defs
      .filter(({ feature }) => feature === null || enabled.has(feature))
      .map(
        (def) =>
          new SObjectSchema(
            { ...def, fields: [...def.fields, ...(features.customFields[def.name] ?? [])] },
            enabled,
          ),
      );
    this.#byName = new Map(this.objects.map((object) => [object.name.toLowerCase(), object]));
    for (const object of this.objects) {
      for (const field of object.fields) {
        if (field.childRelationshipName === null) continue;
        for (const parent of field.referenceTo) {
          const list = this.#childrenByParent.get(parent) ?? [];
          list.push({
            childObject: object.name,
            field,
            relationshipName: field.childRelationshipName,
          });
          this.#childrenByParent.set(parent, list);
        }
      }
    }
  }

  find(name: string): SObjectSchema | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** @throws Error for a name the sandbox itself uses wrongly; callers' names go through {@link find}. */
  get(name: string): SObjectSchema {
    const object = this.find(name);
    if (object === undefined) throw new Error(`The sandbox has no object ${name}`);
    return object;
  }

  byKeyPrefix(id: string): SObjectSchema | undefined {
    const prefix = id.slice(0, 3);
    return this.objects.find((object) => object.def.keyPrefix === prefix);
  }

  childRelationships(parentObject: string): readonly ChildRelationship[] {
    return this.#childrenByParent.get(parentObject) ?? [];
  }
}
