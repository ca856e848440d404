import type { Entity } from '../../domain/entity.js';
import type { ContractMapping } from '../mapping.js';
import { closest } from '../wording/closest.js';
import { error, type Report } from './report.js';
import { noted } from '../../domain/said.js';

/** What a mapping needs to know of an entity. */
export type NamedEntity = Pick<Entity, 'id' | 'name' | 'referenceId'>;

/** A legal entity that stands in the file, held against SpotDraft's own. */
export async function checkEntity(
  { entity }: ContractMapping,
  listEntities: () => Promise<readonly NamedEntity[]>,
  report: Report,
): Promise<void> {
  const literals = [...(entity?.derivation.result.literals.values() ?? [])];
  const written = literals.flatMap((literal) =>
    typeof literal === 'string' && literal.trim() !== '' ? [literal.trim()] : [],
  );
  if (entity === null || written.length === 0) return;
  const entities = await listEntities();
  const known = entities.flatMap(({ referenceId }) => referenceId ?? []);
  for (const referenceId of written.filter((candidate) => !known.includes(candidate))) {
    const named = entities.find(({ name, id }) => name === referenceId || id === referenceId);
    const meant =
      named?.referenceId == null
        ? closest(referenceId, known)
        : noted`; that of ${named.name} is "${named.referenceId}"`;
    const list = known.length === 0 ? 'none' : known.join(', ');
    const message = noted`entity: SpotDraft has no entity with the reference id "${referenceId}"${meant}; it has ${list}.`;
    report.add(error(message), entity.location);
  }
}
