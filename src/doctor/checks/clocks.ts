import type { Clock } from '../../domain/clock.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

/** The `Date` of an answer is cut to seconds, and the answer took its time. */
const SAME_MS = 10_000;
/** Tokens of callers are good for a minute or two. */
const APART_MS = 60_000;

/** This machine's clock against the dates of both systems' answers. */
export function clockChecks({ spotdraft, crm, clock }: DoctorParts): readonly Check[] {
  return [
    {
      name: 'clock.spotdraft',
      after: ['spotdraft.credentials'],
      judge: by(
        spotdraft,
        (client) => async () => compare('SpotDraft', clock, client.lastAnswerDate()),
      ),
    },
    {
      name: 'clock.salesforce',
      after: ['salesforce.credentials'],
      judge: by(crm, (client) => async () => compare('Salesforce', clock, client.lastAnswerDate())),
    },
  ];
}

const SYNCHRONISE = noted`Synchronise this machine by NTP (\`timedatectl set-ntp true\`): tokens are refused and times of changes are told wrongly.`;

/** Right after an answer: its date is of now, by the other's clock. */
function compare(system: string, clock: Clock, theirs: Date | null): Verdict {
  if (theirs === null) {
    return warn(
      noted`${system}'s answer had no date`,
      noted`Look at the time of this machine yourself.`,
    );
  }
  const aheadMs = clock.now().getTime() - theirs.getTime();
  const apartMs = Math.abs(aheadMs);
  if (apartMs <= SAME_MS) return ok(noted`this machine's clock and ${system}'s agree`);
  const seconds = Math.round(apartMs / 1_000);
  const seen =
    aheadMs > 0
      ? noted`this machine's clock is ${seconds} s ahead of ${system}'s`
      : noted`this machine's clock is ${seconds} s behind ${system}'s`;
  return apartMs > APART_MS ? fail(seen, SYNCHRONISE) : warn(seen, SYNCHRONISE);
}
