import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOf, runInLanguage, said, saidChoice } from '../../../src/domain/said.js';
import { GERMAN } from '../../../src/domain/texts/de.js';

const SOURCES = path.resolve('src');
/** A gap holds no text or function of its own, so that the words of a sentence stand in one piece. */
const SENTENCE = /\bsaid`((?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*)`/gu;
const CATALOGUES = { de: GERMAN };

/** Of all sources: comments show how it is written, and are no sentences. */
function sentences(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const code = readFileSync(path.join(SOURCES, file), 'utf8').replace(
        /^\s*(?:\/\*|\*|\/\/).*$/gmu,
        '',
      );
      const found = [...code.matchAll(SENTENCE)].map(([, text = '']) => keyOf(text));
      // What the pattern can't read would be missing from every catalogue unnoticed.
      expect([file, found.length]).toEqual([file, code.split('said`').length - 1]);
      return found;
    });
}

function keyOf(text: string): string {
  let index = 0;
  return text.replace(/\$\{[^}]*\}/gu, () => `{${index++}}`).replace(/\\(.)/gu, '$1');
}

const gapsOf = (text: string) => [...new Set(text.match(/\{\d+\}/gu))].sort();

describe('sentences for people', () => {
  const keys = [...new Set(sentences())].sort();

  it.each(Object.entries(CATALOGUES))(
    'are all in %s, and no others are',
    (_language, catalogue) => {
      expect(keys.length).toBeGreaterThan(200);
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
