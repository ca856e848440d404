import type { CounterpartyMapping } from '../mapping.js';
import type { AbstractValue } from '../reads/abstract-value.js';
import { fixedTexts } from '../reads/fixed-texts.js';
import { closest } from '../wording/closest.js';
import { error, warning, type Report } from './report.js';
import { noted } from '../../domain/said.js';

/**
 * SpotDraft's labels of organisations in a jurisdiction (ISO code), or in all of them; null when it does not know the
 * jurisdiction.
 */
export type OrganizationTypes = (jurisdiction: string | null) => Promise<readonly string[] | null>;

/** Jurisdictions and organisation types that stand in the file, held against SpotDraft's own lists. */
export async function checkOrganizationTypes(
  party: CounterpartyMapping,
  index: number,
  typesOf: OrganizationTypes,
  report: Report,
): Promise<void> {
  const jurisdictions = fixedTexts(party.jurisdiction?.derivation.result);
  const types = fixedTexts(party.organizationType?.derivation.result);
  const label = (part: string) => noted`${part} of counterparty ${index + 1}`;
  const lists: (readonly string[])[] = [];
  for (const jurisdiction of jurisdictions) {
    const known = await typesOf(jurisdiction);
    if (known !== null) lists.push(known);
    else if (party.jurisdiction !== null) {
      const message = noted`${label('jurisdiction')}: SpotDraft knows no jurisdiction "${jurisdiction}"; write the ISO code of a country, such as US.`;
      report.add(error(message), party.jurisdiction.location);
    }
  }
  if (party.organizationType === null || types.length === 0) return;
  // A jurisdiction of the deal is not known here: a label that some jurisdiction has may be right.
  const isComplete = isFixed(party.jurisdiction?.derivation.result) && lists.length > 0;
  const known = isComplete ? lists.flat() : ((await typesOf(null)) ?? []);
  if (known.length === 0) return;
  for (const type of types.filter((candidate) => !known.includes(candidate))) {
    const where = isComplete ? ` in ${jurisdictions.join(', ')}` : '';
    const message = noted`${label('organizationType')}: SpotDraft has no organisation type "${type}"${where}${closest(type, known)}; it has ${[...new Set(known)].join(', ')}.`;
    report.add(isComplete ? error(message) : warning(message), party.organizationType.location);
  }
}

function isFixed(value: AbstractValue | undefined): boolean {
  return value !== undefined && value.refs.size === 0 && value.computed.size === 0;
}
