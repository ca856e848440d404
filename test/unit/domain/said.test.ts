import { describe, expect, it } from 'vitest';
import { pageCatalogues } from '../../../scripts/labels.mjs';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';
import {
  languageOf,
  noted,
  runInLanguage,
  said,
  saidChoice,
  told,
} from '../../../src/domain/said.js';
import { statusWord } from '../../../src/domain/status-word.js';
import { GERMAN } from '../../../src/domain/texts/de.js';
import { ALL_FOLDERS, sourceTexts } from '../../support/sentences.js';

const CATALOGUES = { de: GERMAN };

const gapsOf = (text: string) => [...new Set(text.match(/\{\d+\}/gu))].sort();

describe('sentences for people', () => {
  const tagged = sourceTexts(ALL_FOLDERS).filter(({ isTagged }) => isTagged);
  const keys = [...new Set(tagged.map(({ text }) => text))].sort();

  it.each(Object.entries(CATALOGUES))(
    'are all in %s, and no others are',
    (_language, catalogue) => {
      expect(keys.length).toBeGreaterThan(1_000);
      expect(Object.keys(catalogue).sort()).toEqual(keys);
    },
  );

  it.each(Object.entries(CATALOGUES))(
    'have in %s the gaps that they have',
    (_language, catalogue) => {
      for (const [key, text] of Object.entries(catalogue)) {
        expect([key, gapsOf(text)]).toEqual([key, gapsOf(key)]);
      }
    },
  );

  it('are in the language of the request, and in English outside of any', async () => {
    const sentence = () => said`There is no delivery ${'{0}'}.`;
    expect(sentence()).toBe('There is no delivery {0}.');
    expect(runInLanguage('de', sentence)).toBe('Es gibt keine Zustellung {0}.');
    // One that waits meanwhile keeps its own.
    const [german, english] = await Promise.all(
      (['de', 'en'] as const).map((language) =>
        runInLanguage(language, async () => {
          await Promise.resolve();
          return saidChoice(['A', 'B', 'C']);
        }),
      ),
    );
    expect([german, english]).toEqual(['A, B oder C', 'A, B, or C']);
  });

  it('are noted in English whoever asks, and told in their language later', () => {
    const stored = runInLanguage('de', () => noted`There is no delivery ${7}.`);
    expect(stored).toBe('There is no delivery 7.');
    expect(told(stored)).toBe(stored);
    expect(runInLanguage('de', () => told(stored))).toBe('Es gibt keine Zustellung 7.');
    expect(told(stored, 'de')).toBe('Es gibt keine Zustellung 7.');
  });

  it('call a status what the screens call it', () => {
    for (const [language, labels] of pageCatalogues()) {
      if (language !== 'en' && language !== 'de') continue;
      for (const status of CONTRACT_STATUSES) {
        const label = labels[`status_${status === 'UNKNOWN' ? 'unknown' : status}`];
        expect([status, runInLanguage(language, () => statusWord(status))]).toEqual([
          status,
          label,
        ]);
      }
    }
  });
});

describe('the language of a request', () => {
  it.each([
    [undefined, 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9', 'de'],
    ['fr, DE;q=0.5, en;q=0.4', 'de'],
    ['en-GB;q=0.8, de;q=0.8', 'en'],
    ['de;q=0, en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['de;q=nonsense', 'en'],
  ])('by %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
