import { describe, expect, it } from 'vitest';
import { createRetelling } from '../../../src/domain/retell.js';

const retell = createRetelling({
  'It is tried again.': 'Es wird erneut versucht.',
  '{0} does not answer.': '{0} antwortet nicht.',
  'Work waits for {0}: {1}': 'Die Arbeit wartet auf {0}: {1}',
  'Moved from {0} to {1} by {2}.': 'Von {2} nach {1} verschoben, vorher {0}.',
  ' (and {0} more)': ' (und {0} weitere)',
  '{0} {1}, not {2}.': '{0} {1}, nicht {2}.',
  'must be a number': 'muss eine Zahl sein',
  '{0} less{1}': '{0} weniger{1}',
  ' (less than 0.01 %)': ' (weniger als 0,01 %)',
  'row {0}: {1}': 'Zeile {0}: {1}',
  'S3 refused: {0}': 'S3 hat abgelehnt: {0}',
  Draft: 'Entwurf',
  '"{0}"': '„{0}“',
  'The contract is {0}.': 'Der Vertrag ist {0}.',
  'The key fits the region of {0}.{1}': 'Der Schlüssel muss zur Region von {0} gehören.{1}',
});

describe('what was said in English', () => {
  it.each([
    ['as it is', 'It is tried again.', 'Es wird erneut versucht.'],
    ['with its values', 'S3 does not answer.', 'S3 antwortet nicht.'],
    [
      'with values in another order',
      'Moved from A to B by C.',
      'Von C nach B verschoben, vorher A.',
    ],
    [
      'with a sentence in a sentence',
      'Work waits for S3: S3 does not answer. It is tried again.',
      'Die Arbeit wartet auf S3: S3 antwortet nicht. Es wird erneut versucht.',
    ],
    [
      'several in a row',
      'A does not answer. B does not answer. It is tried again. (and 3 more)',
      'A antwortet nicht. B antwortet nicht. Es wird erneut versucht. (und 3 weitere)',
    ],
    ['after a place or a name', 'T-12: It is tried again.', 'T-12: Es wird erneut versucht.'],
    [
      'around known words',
      'Term (months) must be a number, not "a".',
      'Term (months) muss eine Zahl sein, nicht "a".',
    ],
    ['around a number', '2000 USD less (1.67 %)', '2000 USD weniger (1.67 %)'],
    [
      'in parts joined by a mark',
      'row 2: 1 less (less than 0.01 %); row 3: 4 less',
      'Zeile 2: 1 weniger (weniger als 0,01 %); Zeile 3: 4 weniger',
    ],
    [
      'around an address, which has full stops of its own',
      'The key fits the region of https://api.eu.spotdraft.example. It is tried again.',
      'Der Schlüssel muss zur Region von https://api.eu.spotdraft.example gehören. Es wird erneut versucht.',
    ],
    ['with a word of ours in a gap', 'The contract is "Draft".', 'Der Vertrag ist „Entwurf“.'],
  ])('is translated %s', (_how, english, german) => {
    expect(retell(english)).toBe(german);
  });

  it.each([
    ['a neighbour’s own words', 'Ensure this field has no less than two characters.'],
    ['what only looks like a sentence of ours', 'Please be patient, not less.'],
    ['what is too long to be one', `${'x'.repeat(5_000)} does not answer.`],
    ['a text with something of ours in the middle', 'draft Draft drafts'],
  ])('stays as it is: %s', (_what, text) => {
    expect(retell(text)).toBe(text);
  });

  it('keeps a neighbour’s words between ours', () => {
    expect(retell('S3 refused: Ensure that it is less than 5.')).toBe(
      'S3 hat abgelehnt: Ensure that it is less than 5.',
    );
    expect(retell('S3 does not answer. The bucket is on fire! It is tried again.')).toBe(
      'S3 antwortet nicht. The bucket is on fire! Es wird erneut versucht.',
    );
  });

  it('is looked through in no time, whatever is in it', () => {
    const hostile = 'Moved from to by. (: ; '.repeat(85);
    const startedAtMs = performance.now();
    retell(hostile);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });
});
