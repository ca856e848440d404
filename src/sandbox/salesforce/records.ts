import { toSalesforceDateTime } from './datetime.js';
import { applyDealTotals, applyLineItem, applyPersonName, applyStage } from './effects.js';
import { SalesforceError } from './errors.js';
import { afterFileInsert } from './files.js';
import { parseRecordId } from './record-id.js';
import type { RecordIdSequence } from './record-id.js';
import type { CrmFaults } from './row-faults.js';
import type { SchemaCatalog, SObjectSchema } from './schema/catalog.js';
import type { FieldDef, FieldValue, SObjectRecord } from './schema/types.js';
import type { AccessControl, Principal } from './sharing.js';
import type { CrmStore } from './store.js';
import { checkValidationRules } from './validation-rules.js';
import { coerceValue } from './values.js';

interface RecordsDeps {
  readonly store: CrmStore;
  readonly catalog: SchemaCatalog;
  readonly access: AccessControl;
  readonly ids: RecordIdSequence;
  readonly faults: CrmFaults;
  readonly now: () => Date;
}

export type RowInput = Readonly<Record<string, unknown>>;

/** Writes rows as the platform does: rights, types, required fields, uniqueness, references, side effects. */
export class Records {
  constructor(private readonly deps: RecordsDeps) {}

  /** @throws SalesforceError NOT_FOUND for an unknown or hidden object. */
  object(principal: Principal, name: string): SObjectSchema {
    const object = this.deps.catalog.find(name);
    if (object === undefined || !this.deps.access.seesObject(principal, object)) {
      throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
    }
    return object;
  }

  /**
   * The live row the user may see.
   *
   * @throws SalesforceError MALFORMED_ID, ENTITY_IS_DELETED, or NOT_FOUND, which also stands for "not shared with you".
   */
  read(principal: Principal, object: SObjectSchema, idText: string): SObjectRecord {
    const id = parseRecordId(idText);
    if (id === null) {
      throw new SalesforceError(
        'MALFORMED_ID',
        `${object.def.label} ID: id value of incorrect type: ${idText}`,
        {
          fields: ['Id'],
        },
      );
    }
    const row = this.deps.store.find(object.name, id);
    if (row === undefined || !this.deps.access.reads(principal, object, row)) {
      throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
    }
    if (row.IsDeleted === true) throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted');
    return row;
  }

  create(principal: Principal, object: SObjectSchema, input: RowInput): string {
    return this.deps.store.transaction(() => {
      if (!object.def.createable || !this.deps.access.writesObject(principal, object)) {
        throw new SalesforceError(
          'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
          `entity type cannot be inserted: ${object.def.label}`,
        );
      }
      const values = this.#parse(principal, object, input, 'createable');
      this.deps.faults.checkRow({
        object: object.name,
        recordId: null,
        externalId: externalIdOf(object, values),
      });
      const stamp = toSalesforceDateTime(this.deps.now());
      const row: SObjectRecord = { Id: this.deps.ids.next(object.def.keyPrefix) };
      for (const field of object.fields) {
        if (field.type !== 'address' && field.name !== 'Id') row[field.name] = field.defaultValue;
      }
      Object.assign(row, values, {
        IsDeleted: false,
        CreatedDate: stamp,
        CreatedById: principal.userId,
        LastModifiedDate: stamp,
        LastModifiedById: principal.userId,
        SystemModstamp: stamp,
      });
      if (object.field('OwnerId') && row.OwnerId === null) row.OwnerId = principal.userId;
      nameById(object, row);
      if (object.field('CurrencyIsoCode') && row.CurrencyIsoCode === null)
        row.CurrencyIsoCode = this.#orgCurrency();
      this.#requireFields(object, row);
      this.#checkUnique(object, row);
      this.#checkReferences(principal, object, values);
      this.#checkParentEditable(principal, object, row);
      checkValidationRules(principal, object.name, row, undefined);
      this.deps.store.insert(object.name, row);
      this.#applyEffects(object, row, values, { inserted: true, stageChanged: true });
      return String(row.Id);
    });
  }

  update(principal: Principal, object: SObjectSchema, idText: string, input: RowInput): void {
    this.deps.store.transaction(() => {
      const row = this.read(principal, object, idText);
      if (!object.def.updateable || !this.deps.access.edits(principal, object, row)) {
        throw new SalesforceError(
          'INSUFFICIENT_ACCESS_OR_READONLY',
          'insufficient access rights on object id',
        );
      }
      const values = this.#parse(principal, object, input, 'updateable');
      this.deps.faults.checkRow({
        object: object.name,
        recordId: String(row.Id),
        externalId: externalIdOf(object, { ...row, ...values }),
      });
      this.#requireFields(object, { ...row, ...values });
      this.#checkUnique(object, { ...row, ...values });
      this.#checkReferences(principal, object, values);
      const stageBefore = row.StageName;
      checkValidationRules(principal, object.name, { ...row, ...values }, stageBefore);
      this.deps.store.update(row, { ...values, ...this.#modifiedBy(principal) });
      nameById(object, row);
      this.#applyEffects(object, row, values, {
        inserted: false,
        stageChanged: row.StageName !== stageBefore,
      });
    });
  }

  /** @returns the row's id and whether it was made now. */
  upsert(
    principal: Principal,
    object: SObjectSchema,
    externalIdField: string,
    externalId: unknown,
    input: RowInput,
    options: { updateOnly?: boolean } = {},
  ): { id: string; created: boolean } {
    const field = this.externalIdField(principal, object, externalIdField);
    const value = coerceValue(field, externalId);
    if (value === null) {
      throw new SalesforceError('MISSING_ARGUMENT', `${field.name} not specified`, {
        fields: [field.name],
      });
    }
    const match = this.findByExternalId(object, field, value);
    if (match !== undefined) {
      if (!this.deps.access.reads(principal, object, match)) {
        throw new SalesforceError(
          'INSUFFICIENT_ACCESS_OR_READONLY',
          'insufficient access rights on object id',
        );
      }
      this.update(principal, object, String(match.Id), input);
      return { id: String(match.Id), created: false };
    }
    if (options.updateOnly === true || field.type === 'id') {
      throw new SalesforceError(
        'NOT_FOUND',
        `Provided external ID field does not exist or is not accessible: ${field.name}`,
      );
    }
    return { id: this.create(principal, object, { ...input, [field.name]: value }), created: true };
  }

  remove(principal: Principal, object: SObjectSchema, idText: string): string {
    return this.deps.store.transaction(() => {
      const row = this.read(principal, object, idText);
      if (!object.def.deletable || !this.deps.access.edits(principal, object, row)) {
        throw new SalesforceError(
          'INSUFFICIENT_ACCESS_OR_READONLY',
          'insufficient access rights on object id',
        );
      }
      this.deps.faults.checkRow({
        object: object.name,
        recordId: String(row.Id),
        externalId: externalIdOf(object, row),
      });
      this.#delete(principal, object, row);
      return String(row.Id);
    });
  }

  /** @throws SalesforceError when the object has no such external id field. */
  externalIdField(principal: Principal, object: SObjectSchema, name: string): FieldDef {
    const field = object.field(name);
    const usable = field !== undefined && (field.externalId || field.type === 'id');
    if (!usable || !this.deps.access.seesField(principal, object, field)) {
      throw new SalesforceError(
        'NOT_FOUND',
        `Provided external ID field does not exist or is not accessible: ${name}`,
      );
    }
    return field;
  }

  findByExternalId(
    object: SObjectSchema,
    field: FieldDef,
    value: FieldValue,
  ): SObjectRecord | undefined {
    return this.deps.store.rows(object.name).find((row) => sameText(field, row[field.name], value));
  }

  #parse(
    principal: Principal,
    object: SObjectSchema,
    input: RowInput,
    mode: 'createable' | 'updateable',
  ): SObjectRecord {
    const values: SObjectRecord = {};
    for (const [name, value] of Object.entries(input)) {
      if (name === 'attributes') continue;
      const parent = object.lookupByRelationship(name);
      if (parent !== undefined && object.field(name) === undefined) {
        values[parent.name] = this.#resolveParent(principal, parent, value);
        continue;
      }
      const field = object.field(name);
      if (field === undefined || !this.deps.access.seesField(principal, object, field)) {
        throw new SalesforceError(
          'INVALID_FIELD',
          `No such column '${name}' on sobject of type ${object.name}`,
        );
      }
      if (!field[mode] || !this.deps.access.writesField(principal, object, field)) {
        throw new SalesforceError(
          'INVALID_FIELD_FOR_INSERT_UPDATE',
          `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
          { fields: [field.name] },
        );
      }
      values[field.name] = coerceValue(field, value);
    }
    return values;
  }

  /** `{"Opportunity__r": {"Ext__c": "x"}}`: the parent named by its external id. */
  #resolveParent(principal: Principal, lookup: FieldDef, value: unknown): FieldValue {
    if (value === null) return null;
    const target = this.deps.catalog.get(lookup.referenceTo[0] ?? '');
    const [entry, ...more] = Object.entries(Object(value) as object).filter(
      ([name]) => name !== 'attributes',
    );
    if (entry === undefined || more.length > 0) {
      throw new SalesforceError(
        'INVALID_FIELD',
        `${lookup.relationshipName ?? ''} must name exactly one external id field`,
      );
    }
    const field = this.externalIdField(principal, target, entry[0]);
    const row = this.findByExternalId(target, field, coerceValue(field, entry[1]));
    if (row === undefined) {
      throw new SalesforceError(
        'INVALID_FIELD',
        `Foreign key external ID: ${String(entry[1])} not found for field ${field.name} in entity ${target.name}`,
      );
    }
    return String(row.Id);
  }

  #requireFields(object: SObjectSchema, row: SObjectRecord): void {
    const missing = object.fields
      .filter((field) => !field.nillable && field.createable && field.type !== 'boolean')
      .filter((field) => row[field.name] === null || row[field.name] === undefined)
      .map((field) => field.name);
    if (missing.length > 0) {
      throw new SalesforceError(
        'REQUIRED_FIELD_MISSING',
        `Required fields are missing: [${missing.join(', ')}]`,
        {
          fields: missing,
        },
      );
    }
  }

  #checkUnique(object: SObjectSchema, row: SObjectRecord): void {
    for (const field of object.fields.filter((candidate) => candidate.unique)) {
      const value = row[field.name] ?? null;
      if (value === null) continue;
      const other = this.deps.store
        .rows(object.name)
        .find(
          (candidate) => candidate.Id !== row.Id && sameText(field, candidate[field.name], value),
        );
      if (other !== undefined) {
        throw new SalesforceError(
          'DUPLICATE_VALUE',
          `duplicate value found: ${field.name} duplicates value on record with id: ${String(other.Id)}`,
        );
      }
    }
  }

  /** A reference has to lead to a live row of the right object that the user sees. */
  #checkReferences(principal: Principal, object: SObjectSchema, values: SObjectRecord): void {
    for (const field of object.fields) {
      const id = values[field.name];
      if (field.type !== 'reference' || typeof id !== 'string') continue;
      const target = this.deps.catalog.byKeyPrefix(id);
      if (target !== undefined && !field.referenceTo.includes(target.name)) {
        throw new SalesforceError(
          'FIELD_INTEGRITY_EXCEPTION',
          `${field.label}: id value of incorrect type: ${id}`,
          {
            fields: [field.name],
          },
        );
      }
      const row = target && this.deps.store.find(target.name, id);
      const visible =
        target !== undefined &&
        row !== undefined &&
        row.IsDeleted !== true &&
        this.deps.access.reads(principal, target, row);
      if (!visible) {
        throw new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', {
          fields: [field.name],
        });
      }
      if (field.name === 'OwnerId' && row.IsActive === false) {
        throw new SalesforceError(
          'INACTIVE_OWNER_OR_USER',
          'operation performed with inactive user',
          {
            fields: [field.name],
          },
        );
      }
    }
  }

  /** Lines and contact roles are part of their deal: adding one takes the right to edit the deal. */
  #checkParentEditable(principal: Principal, object: SObjectSchema, row: SObjectRecord): void {
    const parentField = object.field(object.def.opportunityField ?? '');
    if (parentField?.onParentDelete !== 'cascade') return;
    const deals = this.deps.catalog.get('Opportunity');
    const deal = this.deps.store.find('Opportunity', String(row[parentField.name]));
    if (deal !== undefined && !this.deps.access.edits(principal, deals, deal)) {
      throw new SalesforceError(
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        'insufficient access rights on cross-reference id',
      );
    }
  }

  #applyEffects(
    object: SObjectSchema,
    row: SObjectRecord,
    values: SObjectRecord,
    change: { inserted: boolean; stageChanged: boolean },
  ): void {
    const { store, now } = this.deps;
    switch (object.name) {
      case 'Opportunity':
        applyStage(store, row, {
          stageChanged: change.stageChanged,
          probabilityWritten: 'Probability' in values,
          now: now(),
        });
        return;
      case 'OpportunityLineItem': {
        applyLineItem(store, row);
        const deal = store.find('Opportunity', String(row.OpportunityId));
        if (deal !== undefined) applyDealTotals(store, deal);
        return;
      }
      case 'Contact':
      case 'User':
        applyPersonName(store, row);
        return;
      case 'ContentVersion':
        if (change.inserted) afterFileInsert(this.deps, row);
        return;
      default:
    }
  }

  #delete(principal: Principal, object: SObjectSchema, row: SObjectRecord): void {
    this.deps.store.update(row, { IsDeleted: true, ...this.#modifiedBy(principal) });
    for (const { childObject, field } of this.deps.catalog.childRelationships(object.name)) {
      const child = this.deps.catalog.get(childObject);
      for (const childRow of this.deps.store.rows(childObject)) {
        if (childRow[field.name] !== row.Id) continue;
        if (field.onParentDelete === 'cascade') this.#delete(principal, child, childRow);
        else
          this.deps.store.update(childRow, { [field.name]: null, ...this.#modifiedBy(principal) });
      }
    }
    if (object.name === 'OpportunityLineItem') {
      const deal = this.deps.store.find('Opportunity', String(row.OpportunityId));
      if (deal !== undefined && deal.IsDeleted !== true) applyDealTotals(this.deps.store, deal);
    }
  }

  #modifiedBy(principal: Principal): SObjectRecord {
    const stamp = toSalesforceDateTime(this.deps.now());
    return { LastModifiedDate: stamp, LastModifiedById: principal.userId, SystemModstamp: stamp };
  }

  #orgCurrency(): FieldValue {
    return this.deps.store.rows('Organization')[0]?.DefaultCurrencyIsoCode ?? null;
  }
}

/** A row of a custom object without a name of its own is named by its id, as the platform does. */
function nameById(object: SObjectSchema, row: SObjectRecord): void {
  if (object.def.custom && row.Name === null) row.Name = String(row.Id).slice(0, 15);
}

function sameText(field: FieldDef, a: FieldValue | undefined, b: FieldValue): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  return field.caseSensitive || field.type === 'id' ? a === b : a.toLowerCase() === b.toLowerCase();
}

function externalIdOf(object: SObjectSchema, row: SObjectRecord): string | null {
  const field = object.fields.find((candidate) => candidate.externalId);
  const value = field && row[field.name];
  return typeof value === 'string' ? value : null;
}
