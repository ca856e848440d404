import { describe, expect, it } from 'vitest';
import { pageCatalogues, readCatalogues, SOURCE } from '../../../scripts/labels.mjs';
import { componentFiles, literalTexts, textUses } from './text-uses.js';

const FOLDERS = ['salesforce/labels', 'ui/labels'];
const GAP = /\{(\w+)\}/g;
/** The forms in which some language or other counts. */
const FORM = /_(?:zero|one|two|few|many|other)$/;

const files = componentFiles();
const mentions = files.flatMap(textUses);
/** Where a text is asked for. */
const uses = mentions.filter(({ how }) => how !== 'named');
const all = keysOf(pageCatalogues().get(SOURCE));
const ofSalesforce = keysOf(readCatalogues('salesforce/labels').get(SOURCE));

function keysOf(catalogue: Readonly<Record<string, string>> | undefined): readonly string[] {
  return Object.keys(catalogue ?? {});
}

function gapsIn(text: string): string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))].sort();
}

describe.each(FOLDERS)('the catalogues in %s', (folder) => {
  const catalogues = readCatalogues(folder);
  const english = catalogues.get(SOURCE)!;
  const others = [...catalogues].filter(([language]) => language !== SOURCE);

  it('are there in English and German', () => {
    expect([...catalogues.keys()]).toEqual(expect.arrayContaining(['en', 'de']));
  });

  it.each(others)('have the same texts with the same gaps in %s', (language, texts) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const stems = (keys: readonly string[]) =>
      [...new Set(keys.map((key) => key.replace(FORM, '_')))].sort();
    expect(stems(Object.keys(texts))).toEqual(stems(Object.keys(english)));
    const wrong = Object.entries(texts).filter(([key, text]) => {
      const original = english[key] ?? english[key.replace(FORM, '_other')] ?? '';
      const gaps = (of: string) =>
        gapsIn(of)
          // "One contract" has no number in it.
          .filter((gap) => gap !== 'count' || !FORM.test(key))
          // The service's own words, which are English: another language may say all without them.
          .filter((gap) => gap !== 'said');
      return gaps(text).join() !== gaps(original).join();
    });
    expect(wrong).toEqual([]);
    const uncounted = Object.keys(texts)
      .filter((key) => key.endsWith('_other'))
      .flatMap((key) => pluralCategories.map((form) => key.replace(/_other$/, `_${form}`)))
      .filter((key) => !Object.hasOwn(texts, key));
    expect(uncounted).toEqual([]);
  });

  it('have keys that Salesforce takes for labels, and texts that fit in', () => {
    const wrong = [...catalogues.values()].flatMap((texts) =>
      Object.entries(texts).filter(
        ([key, text]) =>
          !/^[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(key) ||
          key.length > 70 ||
          text.length > 1_000 ||
          text === '' ||
          text.trim() !== text,
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the texts', () => {
  it('are in one catalogue alone', () => {
    expect(all).toHaveLength(new Set(all).size);
    const ofPages = keysOf(readCatalogues('ui/labels').get(SOURCE));
    expect(ofPages.filter((key) => ofSalesforce.includes(key))).toEqual([]);
  });

  it('that components name are there, in Salesforce as well for what runs in it', () => {
    const missing = uses.filter(({ file, key, how }) => {
      const known = file.startsWith('salesforce/') ? ofSalesforce : all;
      if (how === 'counted') return !known.includes(`${key}_other`);
      if (how === 'by code') return !known.some((each) => each.startsWith(`${key}_`));
      if (how === 'beginning') return !known.some((each) => each.startsWith(key));
      return !known.includes(key);
    });
    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const unused = all.filter(
      (key) =>
        key !== 'language' &&
        !mentions.some((use) => {
          if (use.how === 'counted') return key.replace(FORM, '') === use.key;
          if (use.how === 'by code') return key.startsWith(`${use.key}_`);
          if (use.how === 'beginning') return key.startsWith(use.key);
          return key === use.key;
        }),
    );
    // `justNow` is used by the module that these texts themselves are made with.
    expect(unused.filter((key) => key !== 'justNow')).toEqual([]);
  });

  it('have their gaps filled where they are used, and no others', () => {
    const catalogue = pageCatalogues().get(SOURCE)!;
    const wrong = uses.filter(({ key, how, values }) => {
      if (how === 'beginning' || how === 'by code') return false;
      const text = catalogue[how === 'counted' ? `${key}_other` : key] ?? '';
      if (how === 'as it is') return gapsIn(text).length > 0;
      if (values === null) return false;
      const given = how === 'counted' ? [...values, 'count'] : values;
      return (
        gapsIn(text).some((gap) => !given.includes(gap)) ||
        values.some((name) => !text.includes(`{${name}}`))
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** What looks like a text, and is none that people read. */
const NO_TEXT: readonly string[] = [
  'Escape',
  'dealdraft',
  'GraphQL',
  'T-123',
  'Salesforce',
  'Bearer …',
  'input:not([disabled]), select, textarea',
  // Stages by their names in the CRM; page/stages says what people call them.
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Closed Won',
  'Closed Lost',
  // Why a stream ended, which is never shown: the page tries again.
  'The stream answered ….',
  'There is no address to listen at.',
  'The server sent an event without an end.',
];

describe('components', () => {
  it('have no text of their own', () => {
    const found = files
      .flatMap((file) => literalTexts(file).map((text) => `${file}: ${text}`))
      .filter((found) => !NO_TEXT.some((text) => found.endsWith(`: ${text}`)));
    expect(found).toEqual([]);
  });
});
