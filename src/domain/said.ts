import { AsyncLocalStorage } from 'node:async_hooks';
import { createRetelling } from './retell.js';
import { GERMAN } from './texts/de.js';

/**
 * What people are told, in the language that their request asks for. Sentences stand in the sources in English, which is the default, and
 * are their own keys: `There is no delivery {0}.` has a translation under these very words, with its gaps by number.
 */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  de: GERMAN,
};

const RETELLINGS: Readonly<Record<Exclude<Language, 'en'>, (text: string) => string>> = {
  de: createRetelling(GERMAN),
};

/** Carried beside the calls: every layer has sentences, and none has another use for the language. */
const storage = new AsyncLocalStorage<Language>();

export function runInLanguage<Result>(language: Language, action: () => Result): Result {
  return storage.run(language, action);
}

/** Of the request that this is part of. */
export function currentLanguage(): Language {
  return storage.getStore() ?? 'en';
}

/** `` said`There is no delivery ${id}.` ``, in the language of the request that this is part of; English outside of any. */
export function said(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  const key = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  const text = CATALOGUES[currentLanguage()][key] ?? key;
  return text.replace(/\{(\d+)\}/g, (_gap, index: string) => String(values[Number(index)]));
}

/**
 * The same in English, whoever asks: for what is stored, logged or printed, too. Whoever reads it on a screen is told it in
 * their language at the door: see `told`.
 */
export function noted(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  return String.raw({ raw: parts }, ...values);
}

/** What was `noted`, in the language of the request: all fields of the schema that are a `Sentence`, and the messages of errors. */
export function told(text: string, language = currentLanguage()): string {
  return language === 'en' ? text : RETELLINGS[language](text);
}

/** "a, b or c", in the language of the request. */
export function saidChoice(names: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { type: 'disjunction', style: 'short' }).format(
    names,
  );
}

/** Of the languages that there are, the one that an `Accept-Language` likes best; English where it names none of them. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((part, index) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { language: range.split('-')[0], quality: Number(quality) || 0, index };
  });
  const ranked = wanted
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { language } of ranked) {
    const found = LANGUAGES.find((each) => each === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
