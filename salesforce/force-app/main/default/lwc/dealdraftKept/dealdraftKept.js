/**
 * What a person entered, kept for the browser tab: by deal and template, through Back, a reload and an ended session. Gone
 * with the tab, once a contract has come of it, and when they say so. Where a browser keeps nothing, the page's memory does.
 */

const FORMS = 'dealdraft.form.';
const REQUESTS = 'dealdraft.request.';

const memory = new Map();

/** `form`: `{ template, entries, name, people, sendToCounterparties }`. */
export function saveForm(opportunityId, form) {
  write(`${FORMS}${opportunityId}.${form.template.id}`, form);
}

export function savedForm(opportunityId, templateId) {
  return read(`${FORMS}${opportunityId}.${templateId}`);
}

/** All of this deal, the templates' names in order. */
export function savedForms(opportunityId) {
  return keys()
    .filter((key) => key.startsWith(`${FORMS}${opportunityId}.`))
    .map(read)
    .filter((form) => typeof form?.template?.id === 'string')
    .sort((a, b) => (String(a.template.name) < String(b.template.name) ? -1 : 1));
}

export function forgetForm(opportunityId, templateId) {
  remove(`${FORMS}${opportunityId}.${templateId}`);
}

/** A request whose outcome is not known yet, with the form that shows it. */
export function saveRequest(opportunityId, request) {
  write(`${REQUESTS}${opportunityId}`, request);
}

export function savedRequest(opportunityId) {
  const saved = read(`${REQUESTS}${opportunityId}`);
  return typeof saved?.intent?.key === 'string' ? saved : null;
}

export function forgetRequest(opportunityId) {
  remove(`${REQUESTS}${opportunityId}`);
}

/** Somebody else uses the tab now. */
export function forgetAll() {
  for (const key of keys()) remove(key);
}

function keys() {
  const own = (key) => key.startsWith(FORMS) || key.startsWith(REQUESTS);
  return [...new Set([...storedKeys(), ...memory.keys()])].filter(own);
}

function storedKeys() {
  try {
    const storage = window.sessionStorage;
    return Array.from({ length: storage.length }, (_none, index) => storage.key(index));
  } catch {
    return [];
  }
}

function write(key, value) {
  const text = JSON.stringify(value);
  memory.set(key, text);
  try {
    window.sessionStorage.setItem(key, text);
  } catch {
    // Full, or refused by the browser's settings: the page's own memory has it.
  }
}

function read(key) {
  let text = memory.get(key) ?? null;
  try {
    text = window.sessionStorage.getItem(key) ?? text;
  } catch {
    // As above.
  }
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function remove(key) {
  memory.delete(key);
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
