import { checkDealReads } from '../../archive/check/check-deal-reads.js';
import { inspectDestination } from '../../archive/check/check-destination.js';
import type { CheckStep } from '../../archive/check/check-destination.js';
import type { ArchiveDestination } from '../../archive/file/archive-rules.js';
import type { Check, Judge } from '../check.js';
import { fail, ok, together, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

/** Each destination of the archive file: signed in to, its folder there. `archive check` tries it with a file as well. */
export function archiveChecks(parts: DoctorParts): readonly Check[] {
  const { archive } = parts;
  const destinations = 'value' in archive ? archive.value.destinations : [];
  if (destinations.length === 0) {
    return [
      {
        name: 'archive.destinations',
        judge: by(archive, () => async () => ok(noted`nothing is archived`)),
      },
    ];
  }
  return destinations.map((destination) => ({
    name: `archive.${destination.name}`,
    judge: inspecting(parts, destination),
  }));
}

function inspecting({ openDestination, crm }: DoctorParts, destination: ArchiveDestination): Judge {
  return async (signal) => {
    const steps: CheckStep[] = [];
    const open = () => openDestination(destination.config);
    for await (const step of inspectDestination(open, { signal })) steps.push(step);
    if ('value' in crm) {
      for await (const step of checkDealReads(destination, crm.value)) steps.push(step);
    }
    const todo = noted`\`dealdraft archive check --destination ${destination.name}\` shows each step, and writes a file to try it.`;
    return together(
      steps.map(({ step, outcome, text }) => {
        if (outcome === 'ok') return ok(text);
        return outcome === 'failed'
          ? fail(`${step}: ${text}`, todo)
          : warn(`${step}: ${text}`, todo);
      }),
      steps.map(({ text }) => text).join(' '),
    );
  };
}
