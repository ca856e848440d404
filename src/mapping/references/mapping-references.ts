import type { RecordPath } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import { RENEWAL_OF } from '../file/compile-renewals.js';
import { locationText } from '../file/source-location.js';
import type { SourceLocation } from '../file/source-location.js';
import type { Mapping } from '../mapping.js';
import { fixedTexts } from '../reads/fixed-texts.js';
import { namedPaths } from '../reads/reads.js';

/** Something of a workspace or an org that a mapping names. */
export interface MappingReference {
  readonly kind:
    'template' | 'contractType' | 'entity' | 'organizationType' | 'user' | 'crmObject' | 'crmField';
  /** As the file has it: the id of a template or of a contract type, the reference id of an entity, a label, an address, a path. */
  readonly id: string;
  /** `file:line:column` of the keys. */
  readonly where: readonly string[];
}

/** Everything that a mapping names, each once. What comes from a deal is nobody's yet. */
export function mappingReferences(
  mapping: Mapping,
  dealObject: string,
): readonly MappingReference[] {
  const found = new References();
  for (const contract of mapping.contracts.values()) {
    const { templateId, location, entity, counterparties, paths } = contract;
    found.add('template', templateId, location);
    found.addTexts('entity', entity);
    for (const { organizationType } of counterparties)
      found.addTexts('organizationType', organizationType);
    for (const path of paths) found.add('crmField', fieldOf(dealObject, path), location);
  }
  for (const { address, location } of ownSigners(mapping)) found.add('user', address, location);
  const { contract, opportunity } = mapping.writeback;
  if (contract !== null) {
    const { object, externalId, opportunity: lookUp, fields, locations } = contract;
    found.add('crmObject', object, locations.object);
    found.add('crmField', `${object}.${externalId}`, locations.externalId);
    if (lookUp !== null) found.add('crmField', `${object}.${lookUp}`, locations.opportunity);
    for (const [name, { location }] of fields) {
      if (!contract.optional.has(name)) found.add('crmField', `${object}.${name}`, location);
    }
  }
  for (const [name, { location }] of opportunity?.fields ?? []) {
    if (opportunity?.optional.has(name) !== true)
      found.add('crmField', `${dealObject}.${name}`, location);
  }
  for (const { expected, when } of mapping.checks.checks) {
    for (const path of namedPaths(expected.derivation.reads))
      found.add('crmField', fieldOf(dealObject, path), expected.location);
    if (when === null) continue;
    for (const path of namedPaths(when.dealReads))
      found.add('crmField', fieldOf(dealObject, path), when.expression.location);
  }
  for (const path of mapping.automations.paths) {
    const [first] = mapping.automations.rules;
    if (first !== undefined) found.add('crmField', fieldOf(dealObject, path), first.when.location);
  }
  for (const renewal of mapping.renewals.values()) {
    const { typeId, amendments, location, dealPaths, fields } = renewal;
    for (const type of [typeId, ...amendments]) found.add('contractType', type, location);
    for (const path of dealPaths) found.add('crmField', fieldOf(dealObject, path), location);
    found.add('crmField', fieldOf(dealObject, [RENEWAL_OF]), location);
    for (const [name, written] of fields)
      found.add('crmField', fieldOf(dealObject, [name]), written.location);
  }
  return found.all();
}

/** Those who sign for our side and whose address stands in the file. */
export function ownSigners(
  mapping: Mapping,
): readonly { readonly address: string; readonly location: SourceLocation }[] {
  const signers = [...mapping.contracts.values()].flatMap(({ signatories }) =>
    signatories.flatMap(({ counterparty, email }) =>
      counterparty !== null || email === null
        ? []
        : fixedTexts(email.derivation.result)
            .filter((text) => text.includes('@'))
            .map((text) => ({ address: text.toLowerCase(), location: email.location })),
    ),
  );
  return [...new Map(signers.map((signer) => [signer.address, signer])).values()];
}

function fieldOf(dealObject: string, path: RecordPath): string {
  return [dealObject, ...path].join('.');
}

class References {
  readonly #found = new Map<
    string,
    { kind: MappingReference['kind']; id: string; where: Set<string> }
  >();

  add(kind: MappingReference['kind'], id: string, location: SourceLocation): void {
    const key = `${kind} ${id}`;
    const known = this.#found.get(key) ?? { kind, id, where: new Set() };
    known.where.add(locationText(location));
    this.#found.set(key, known);
  }

  addTexts(kind: MappingReference['kind'], expression: Expression | null): void {
    if (expression === null) return;
    for (const text of fixedTexts(expression.derivation.result))
      this.add(kind, text, expression.location);
  }

  all(): readonly MappingReference[] {
    return [...this.#found.values()].map(({ kind, id, where }) => ({
      kind,
      id,
      where: [...where],
    }));
  }
}
