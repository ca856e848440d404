import { forgetRequest, savedRequest, saveRequest } from 'c/dealdraftKept';
import { say } from 'c/dealdraftTexts';

/**
 * One intent makes one contract. The rule, in full:
 *
 * 1. Opening the form makes one key. Every request of this form carries it, until a contract has come of it.
 * 2. A request runs alone: while it does, `begin` refuses, so a double click is one request.
 * 3. A refusal made nothing and does not use up the key: entries may be corrected and sent with the same key. So does
 *    every error of which the server says `nothingCreated`, however often it was asked before.
 * 4. When the outcome is not known (no answer, a timeout, an error on the way, CREATION_UNCERTAIN) the intent is frozen:
 *    its entries are locked, and the only request there can be is the very same one, with the same key. The server
 *    answers it with the one contract, whether the first request had made it or not. So one key never goes out with two
 *    different inputs.
 * 5. A frozen intent outlives the form and a reload of the page: opened again for the same deal, the form takes it up
 *    (`keep`, `kept`).
 * 6. A new key comes after success, when a person wants one more contract, and after IDEMPOTENCY_MISMATCH, when the server
 *    knows the key with other input: only a person can say, having looked at the deal, that they want another one.
 */

/** These answers say for certain that nothing was created by this request. */
const NOTHING_MADE = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
];
const FIRST_ASK_MS = 3_000;
/** The server settles within minutes at most, often within seconds; whoever waits for it wants to go on. */
const SOON_ASK_MS = 6_000;
const ASKED_LONG = 40;
const LAST_ASK_MS = 60_000;

export function newIntent(newKey) {
  return { kind: 'editing', key: newKey(), problems: [], message: null };
}

/** Whether entries may be changed. */
export function isOpen(intent) {
  return intent.kind === 'editing';
}

/**
 * The intent with its request under way, or null when none may start now.
 *
 * @param input what the person asks for; a frozen intent repeats its own input and ignores this one.
 */
export function begin(intent, input) {
  if (intent.kind === 'editing') {
    return {
      kind: 'sending',
      key: intent.key,
      input: { ...input, idempotencyKey: intent.key },
      asked: 0,
    };
  }
  if (intent.kind === 'unknown') {
    return { kind: 'sending', key: intent.key, input: intent.input, asked: intent.asked };
  }
  return null;
}

/** The intent after the server answered with a payload. */
export function settle(intent, { contract, created, userErrors }) {
  if (intent.kind !== 'sending') return intent;
  const codes = userErrors.map(({ code }) => code);
  if (codes.includes('CREATION_UNCERTAIN')) return unknown(intent, null);
  if (codes.includes('IDEMPOTENCY_MISMATCH')) {
    return { kind: 'taken', key: intent.key, message: messageOf(userErrors) };
  }
  if (userErrors.length > 0) {
    return { kind: 'editing', key: intent.key, problems: userErrors, message: null };
  }
  // The contract is null where it has moved to a deal this user does not see; it was made all the same.
  return { kind: 'done', key: intent.key, contract, created };
}

/** The intent after the request ended in an error `{ code, message, nothingCreated }`. */
export function fail(intent, { code, message, nothingCreated = false }) {
  if (intent.kind !== 'sending') return intent;
  // The server knows of all requests with this key.
  if (nothingCreated) {
    const said = say('generate_nothingCreated', { why: message });
    return { kind: 'editing', key: intent.key, problems: [], message: said };
  }
  // A repeat that is refused says nothing about the request before it, whose outcome is still open.
  if (intent.asked === 0 && NOTHING_MADE.includes(code)) {
    return { kind: 'editing', key: intent.key, problems: [], message };
  }
  return unknown(intent, message);
}

/** How long to wait before asking by itself what became of a frozen intent. */
export function askAgainMs({ asked }) {
  if (asked > ASKED_LONG) return LAST_ASK_MS;
  return asked > 1 ? SOON_ASK_MS : FIRST_ASK_MS;
}

/** Remembers a frozen intent with what the form needs to show it, through a reload, too; or forgets one that is settled. */
export function keep(opportunityId, intent, form) {
  if (intent.kind === 'unknown' || intent.kind === 'sending') {
    saveRequest(opportunityId, { intent: frozenOf(intent), form });
  } else if (savedRequest(opportunityId)?.intent.key === intent.key) {
    forgetRequest(opportunityId);
  }
}

/** `{ intent, form }` of a request for this deal whose outcome is not known, or null. */
export function kept(opportunityId) {
  return savedRequest(opportunityId);
}

/** A request under way when its form goes away has an outcome nobody is there to hear. */
function frozenOf(intent) {
  return intent.kind === 'sending' ? unknown(intent, null) : intent;
}

function unknown({ key, input, asked }, message) {
  return { kind: 'unknown', key, input, asked: asked + 1, message };
}

function messageOf(userErrors) {
  return userErrors.map(({ message }) => message).join(' ');
}
