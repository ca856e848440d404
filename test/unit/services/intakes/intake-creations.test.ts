import { beforeEach, expect, test } from 'vitest';
import type { Intake, NewIntake } from '../../../../src/domain/intake.js';
import {
  createIntakeCreations,
  intakeSubject,
} from '../../../../src/services/intakes/intake-creations.js';
import { pageOf } from '../../../../src/services/paging/live-list.js';
import { NOT_SHOWN } from '../../../../src/sync/index.js';
import { creation } from '../../../contract/store/samples.js';
import { unreachableSpotDraft } from '../../../support/spotdraft-stub.js';

const WANTED: NewIntake = { title: 'Review', workflowId: '42' };

/** Newest first; what others may not see is shown to one person alone. */
let intakes: { readonly row: Intake; readonly shownTo: string | undefined }[];
let made: number;

beforeEach(() => {
  intakes = [];
  made = 0;
});

function make(title: string, shownTo?: string): string {
  made += 1;
  const id = String(made);
  const row = { id, title, workflow: { id: '42', title: null } } as Intake;
  intakes.unshift({ row, shownTo });
  return id;
}

const spotdraft = {
  ...unreachableSpotDraft(),
  listIntakes: async (
    request: { readonly page: number; readonly limit: number },
    { actingEmail }: { readonly actingEmail?: string },
  ) => {
    const shown = intakes.filter(({ shownTo }) => shownTo === undefined || shownTo === actingEmail);
    return pageOf(
      shown.map(({ row }) => row),
      request,
    );
  },
};
const subjectFor = (actingEmail?: string) =>
  intakeSubject(spotdraft, WANTED, {
    lane: 'interactive',
    ...(actingEmail === undefined ? {} : { actingEmail }),
  });
const look = (subject: string, options: { readonly isLast?: boolean; makerEmail?: string } = {}) =>
  createIntakeCreations({ spotdraft }).lookFor!(creation({ kind: 'intake', subject }) as never, {
    lane: 'background',
    isLast: true,
    ...options,
  });

test('one that looks like the wanted one and is older than what was there is not taken for it', async () => {
  make('Review');
  for (let count = 1; count <= 150; count += 1) make('Another');
  const subject = await subjectFor();
  expect(await look(subject)).toBeNull();
  make('Another');
  const id = make(' Review');
  make('Another');
  expect(await look(subject)).toBe(id);
  expect(await look(subject, { isLast: false })).toBe(id);
});

test("a person's is looked for as that person, and proves nothing to others", async () => {
  const subject = await subjectFor('priya@acme.test');
  expect(await look(subject)).toBe(NOT_SHOWN);
  expect(await look(subject, { makerEmail: 'priya@acme.test' })).toBeNull();
  const id = make('Review', 'priya@acme.test');
  expect(await look(subject)).toBe(NOT_SHOWN);
  expect(await look(subject, { makerEmail: 'priya@acme.test' })).toBe(id);
  expect(subject).not.toContain('priya');
});
