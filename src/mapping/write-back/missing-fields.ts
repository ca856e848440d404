import type { ObjectDescription } from '../../connectors/crm.js';
import { locationText } from '../file/source-location.js';
import type { SourceLocation } from '../file/source-location.js';
import type { Mapping } from '../mapping.js';
import { closest } from '../wording/closest.js';
import { inForce } from './in-force.js';
import { noted } from '../../domain/said.js';

export function noField(description: ObjectDescription, name: string): string {
  const hint = closest(name, description.fields.keys());
  return noted`${description.name} has no field ${name}${hint}, or dealdraft may not see it; correct the name or grant the field in the permission set.`;
}

export function noObject(objectName: string): string {
  return noted`the CRM has no object ${objectName}, or dealdraft may not see it; install the package's objects and permission set, or correct writeback.contract.object.`;
}

/**
 * What the mapping writes and the CRM does not show, each by its place and key in the mapping file and with what to do. A
 * call that names such a field is refused as a whole.
 */
export async function missingFields(
  { contract, opportunity }: Mapping['writeback'],
  crm: {
    readonly dealObject: string;
    readonly describe: (objectName: string) => Promise<ObjectDescription | null>;
  },
): Promise<readonly string[]> {
  const missing: string[] = [];
  const say = (location: SourceLocation, key: string, message: string) =>
    missing.push(`${locationText(location)}: ${key}: ${message}`);
  if (contract !== null) {
    const { object, externalId, locations } = contract;
    const description = await crm.describe(object);
    if (description === null) say(locations.object, 'writeback.contract.object', noObject(object));
    else {
      const named = [
        ['externalId', externalId],
        ['opportunity', contract.opportunity],
      ] as const;
      for (const [key, name] of named) {
        if (name === null || description.fields.has(name)) continue;
        say(locations[key], `writeback.contract.${key}`, noField(description, name));
      }
      for (const [name, { location }] of inForce(contract, description).fields) {
        if (description.fields.has(name)) continue;
        say(location, `writeback.contract.fields.${name}`, noField(description, name));
      }
    }
  }
  if (opportunity !== null) {
    const description = await crm.describe(crm.dealObject);
    for (const [name, { location }] of inForce(opportunity, description).fields) {
      if (description === null || description.fields.has(name)) continue;
      say(location, `writeback.opportunity.fields.${name}`, noField(description, name));
    }
  }
  return missing;
}
