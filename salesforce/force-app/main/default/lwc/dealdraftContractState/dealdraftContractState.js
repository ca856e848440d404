import LOCALE from '@salesforce/i18n/locale';
import { moneyWords } from 'c/dealdraftDraftModel';

/**
 * Where a contract stands at a glance: who signed, who is awaited, who declined and why, its dates and its value, and the one
 * thing to do next. Pure functions over what `readDealContracts` and `readDealProgress` give.
 */

const LANGUAGE = 'en';

/** Of people as they are named in a sentence; whoever looks at the page is "you". */
function nameOf({ name, email }, viewerEmail) {
  if (isSame(email, viewerEmail)) return 'you';
  return name ?? email ?? 'somebody without a name';
}

function isSame(email, other) {
  return Boolean(email && other) && email.toLowerCase() === other.toLowerCase();
}

/** Those whose turn it is: where there is an order, the first of those who are awaited. */
export function onTurn(waitingFor) {
  const orders = waitingFor.map(({ order }) => order).filter(Number.isInteger);
  if (orders.length === 0) return waitingFor;
  const first = Math.min(...orders);
  return waitingFor.filter(({ order }) => !Number.isInteger(order) || order === first);
}

/** Whom a contract that is out for signature waits for, in words; null in other states. */
export function waitingForWords({ status, waitingFor }, viewerEmail = null) {
  if (status !== 'SIGN') return null;
  if (waitingFor.length === 0) return 'The signatories';
  const now = onTurn(waitingFor);
  const later = waitingFor.filter((one) => !now.includes(one));
  const names = (list) =>
    new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(
      list.map((one) => {
        const said = nameOf(one, viewerEmail);
        return one.status === 'DECLINED' ? `${said} (declined)` : said;
      }),
    );
  const said = later.length === 0 ? names(now) : `${names(now)}, then ${names(later)}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/**
 * @param progress as `readDealProgress` gives it; null while it is not read
 * @param reader `{ viewerEmail, nowMs, timeZone }`
 */
export function toStateView(contract, progress, reader) {
  const declined = declinedOf(contract, progress);
  const end = endOf(progress);
  const isOver = contract.status === 'EXECUTED' && end !== null && end < dayOf(reader);
  return {
    override: overrideOf({ isDeclined: declined.length > 0, isOver }),
    alerts: [
      ...declined.map(({ id, declineReason, ...one }) => ({
        key: `declined-${id}`,
        words: `Declined by ${nameOf(one, reader.viewerEmail)}${
          declineReason === null ? '; no reason was given.' : `: “${declineReason}”`
        }`,
      })),
      ...statusAlerts(contract, isOver ? end : null),
    ],
    signers: signersOf(contract, progress, reader),
    facts: factsOf(contract, progress, { end, isOver, ...reader }),
    primary: primaryOf(contract, reader.viewerEmail),
  };
}

/** A refusal counts until the contract goes out again or comes to its end. */
function declinedOf({ status }, progress) {
  if (!['DRAFT', 'REDLINING', 'SIGN'].includes(status)) return [];
  return (progress?.recipients ?? []).filter(({ declined }) => declined);
}

function overrideOf({ isDeclined, isOver }) {
  if (isDeclined) return { label: 'Declined', theme: 'slds-theme_error' };
  return isOver ? { label: 'Expired', theme: 'slds-badge_inverse' } : null;
}

function statusAlerts({ status, noted }, overSince) {
  if (status === 'ON_HOLD') {
    return [
      { key: 'hold', words: 'On hold in SpotDraft: nobody can sign until it is taken up again.' },
    ];
  }
  if (status === 'VOIDED') {
    const why =
      noted.voidReason === null ? 'SpotDraft has the reason.' : `Reason: “${noted.voidReason}”`;
    return [{ key: 'voided', words: `Voided. ${why}` }];
  }
  return overSince === null ? [] : [{ key: 'over', words: `It ended on ${dateWords(overSince)}.` }];
}

/** One line each: who signs, in their order, and how far they are. */
function signersOf({ status }, progress, { viewerEmail, timeZone }) {
  if (!['SIGN', 'EXECUTED'].includes(status)) return [];
  return (progress?.recipients ?? [])
    .filter(({ type, declined }) => type !== 'RECEIVER' && !declined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one) => {
      const name = nameOf(one, viewerEmail);
      const isSigned = one.signedAt !== null || one.status === 'SIGNED';
      const when = one.signedAt === null ? '' : ` on ${timeWords(one.signedAt, timeZone)}`;
      const said = name.charAt(0).toUpperCase() + name.slice(1);
      return {
        key: one.id,
        isSigned,
        icon: isSigned ? 'utility:check' : 'utility:clock',
        words: isSigned
          ? `${said} signed${when}`
          : `${said} ${name === 'you' ? 'have' : 'has'} yet to sign`,
      };
    });
}

function factsOf({ status, createdAt, counterpartyName }, progress, { end, isOver, timeZone }) {
  const value = valueOf(progress);
  const facts = [
    ['Counterparty', counterpartyName ?? 'No counterparty yet'],
    ['Value', value],
    ['Made', createdAt === null ? null : timeWords(createdAt, timeZone)],
    ['Sent', progress?.sentAt ? timeWords(progress.sentAt, timeZone) : null],
    [
      'Signed',
      status === 'EXECUTED' && progress?.executedAt
        ? timeWords(progress.executedAt, timeZone)
        : null,
    ],
    [isOver ? 'Ended' : 'Ends', end === null ? null : dateWords(end)],
  ];
  return facts
    .filter(([, words]) => words !== null)
    .map(([label, words]) => ({ key: label, label, words }));
}

/** The amount the contract is over: its first amount that is none of a limit, a rate or a penalty. */
export function valueOf(progress) {
  const amounts = (progress?.keyPointers ?? [])
    .map(({ label, name, value }) => ({
      label: `${name} ${label}`,
      words: moneyWords(value, LOCALE),
    }))
    .filter(({ words }) => words !== null)
    .filter(
      ({ label }) => !/\b(cap|limit|liabilit|rate|penalt|deposit|discount|fine)/i.test(label),
    );
  const named = amounts.find(({ label }) => /value|total|amount|fee|price/i.test(label));
  return (named ?? amounts[0])?.words ?? null;
}

/** The day on which it ends, as `2026-03-28`; null where no fact says so. A renewal is no end. */
export function endOf(progress) {
  const pointer = (progress?.keyPointers ?? []).find(
    ({ name, label, value }) =>
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\d/.test(value) &&
      /\b(end|ends|expir\w*|terminat\w*)\b/i.test(`${name} ${label}`.replaceAll('_', ' ')) &&
      !/notice|renew/i.test(`${name} ${label}`),
  );
  return pointer?.value.slice(0, 10) ?? null;
}

/**
 * The one thing to do next: `{ action, label }`, or null. `SIGN_NOW`, `REMIND` and `AGAIN` are the page's own names for what
 * it makes of an action of the server.
 */
export function primaryOf(contract, viewerEmail) {
  const can = (action) => contract.actions.includes(action);
  switch (contract.status) {
    case 'DRAFT':
      return can('SEND') ? { action: 'SEND', label: 'Send' } : null;
    case 'SIGN': {
      const isMine = onTurn(contract.waitingFor).some(({ email }) => isSame(email, viewerEmail));
      if (isMine && can('CREATE_RECIPIENT_LINK')) return { action: 'SIGN_NOW', label: 'Sign now' };
      if (isMine) return { action: 'OPEN', label: 'Open in SpotDraft to sign' };
      return can('RESEND_TO_SIGNATORY') && remindable(contract, viewerEmail).length > 0
        ? { action: 'REMIND', label: 'Remind' }
        : null;
    }
    case 'EXECUTED':
      return can('OPEN_DOCUMENT') && contract.documentUrl !== null
        ? { action: 'OPEN_DOCUMENT', label: 'Open document' }
        : null;
    case 'VOIDED':
      return contract.noted.templateId === null ? null : { action: 'AGAIN', label: 'Make it anew' };
    default:
      return can('OPEN') ? { action: 'OPEN', label: 'Open in SpotDraft' } : null;
  }
}

/** Whom a reminder can go to: those whose turn it is, but for the person themselves. */
export function remindable({ waitingFor }, viewerEmail) {
  return onTurn(waitingFor).filter(
    ({ email, status }) => email !== null && status !== 'DECLINED' && !isSame(email, viewerEmail),
  );
}

function dayOf({ nowMs, timeZone }) {
  // The one locale that writes a day as 2026-03-28.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(nowMs);
}

function dateWords(day) {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The day is what people ask for; the minute is in the tooltip of whoever wants it. */
function timeWords(time, timeZone) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone }).format(date);
}
