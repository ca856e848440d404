import { CATALOGUES } from 'catalogues';

/*
 * The language of the page: the one somebody chose here, else the first that their browser asks for and we have, else
 * English. Nothing is shown before its texts are there, and those of no other language are fetched.
 */

const CHOSEN = 'dealdraft.language';
const ENGLISH = 'en';

/** `{ code, name }` of each, the name in that language itself. */
export const LANGUAGES = Object.keys(CATALOGUES).map((code) => ({ code, name: nameOf(code) }));

export const LANGUAGE = chosen() ?? wanted() ?? ENGLISH;

/** The region decides how numbers and dates are written; without one of this language, the language itself. */
export const LOCALE =
  navigator.languages.find((locale) => languageOf(locale) === LANGUAGE) ?? LANGUAGE;

document.documentElement.lang = LANGUAGE;

/** The texts of the language, once `loadLabels` has resolved. */
export let LABELS = {};

export async function loadLabels() {
  LABELS = (await CATALOGUES[LANGUAGE]()).default;
}

/** From now on, also after a reload; what is on the page already stays as it is. */
export function chooseLanguage(code) {
  try {
    window.localStorage.setItem(CHOSEN, code);
  } catch {
    // The browser keeps nothing, so it goes by its own settings.
  }
}

function chosen() {
  try {
    return known(window.localStorage.getItem(CHOSEN));
  } catch {
    return null;
  }
}

function wanted() {
  return navigator.languages.map(languageOf).find((code) => known(code) !== null) ?? null;
}

function known(code) {
  return code !== null && Object.hasOwn(CATALOGUES, code) ? code : null;
}

function languageOf(locale) {
  return locale.split('-')[0].toLowerCase();
}

function nameOf(code) {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
