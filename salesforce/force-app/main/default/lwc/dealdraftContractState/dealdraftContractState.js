import { dateWords, dayWords, listWords, moneyWords } from 'c/dealdraftFormats';
import { capitalised, say, sayCode, texts } from 'c/dealdraftTexts';

/**
 * Where a contract stands at a glance: who signed, who is awaited, who declined and why, its dates and its value, and the one
 * thing to do next. Pure functions over what `readDealContracts` and `readDealProgress` give.
 */

/** Of people as they are named in a sentence; whoever looks at the page is "you". */
function nameOf({ name, email }, viewerEmail) {
  if (isSame(email, viewerEmail)) return texts.contract_you;
  return name ?? email ?? texts.contract_nobody;
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
  if (waitingFor.length === 0) return texts.contract_waitingNobody;
  const now = onTurn(waitingFor);
  const later = waitingFor.filter((one) => !now.includes(one));
  const names = (list) =>
    listWords(
      list.map((one) => {
        const name = nameOf(one, viewerEmail);
        return one.status === 'DECLINED' ? say('contract_declinedName', { name }) : name;
      }),
    );
  return capitalised(
    later.length === 0
      ? names(now)
      : say('contract_waitingThen', { now: names(now), later: names(later) }),
  );
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
      ...declined.map((one) => ({
        key: `declined-${one.id}`,
        words: declinedWords(one, reader.viewerEmail),
      })),
      ...statusAlerts(contract, isOver ? end : null),
    ],
    signers: signersOf(contract, progress, reader),
    facts: factsOf(contract, progress, { end, isOver, ...reader }),
    primary: primaryOf(contract, reader.viewerEmail),
  };
}

/** Languages say "by you" in ways of their own. */
function declinedWords({ declineReason: reason, ...one }, viewerEmail) {
  if (isSame(one.email, viewerEmail)) {
    return reason === null
      ? texts.contract_declinedByYouSilently
      : say('contract_declinedByYou', { reason });
  }
  const name = nameOf(one, viewerEmail);
  return reason === null
    ? say('contract_declinedSilently', { name })
    : say('contract_declined', { name, reason });
}

/** A refusal counts until the contract goes out again or comes to its end. */
function declinedOf({ status }, progress) {
  if (!['DRAFT', 'REDLINING', 'SIGN'].includes(status)) return [];
  return (progress?.recipients ?? []).filter(({ declined }) => declined);
}

function overrideOf({ isDeclined, isOver }) {
  if (isDeclined) return { label: texts.status_declined, theme: 'slds-theme_error' };
  return isOver ? { label: texts.status_expired, theme: 'slds-badge_inverse' } : null;
}

function statusAlerts({ status, noted }, overSince) {
  if (status === 'ON_HOLD') {
    return [{ key: 'hold', words: texts.contract_onHold }];
  }
  if (status === 'VOIDED') {
    const words =
      noted.voidReason === null
        ? texts.contract_voidedSilently
        : say('contract_voided', { reason: noted.voidReason });
    return [{ key: 'voided', words }];
  }
  return overSince === null
    ? []
    : [{ key: 'over', words: say('contract_over', { date: dayWords(overSince) }) }];
}

/** One line each: who signs, in their order, and how far they are. */
function signersOf({ status }, progress, { viewerEmail, timeZone }) {
  if (!['SIGN', 'EXECUTED'].includes(status)) return [];
  return (progress?.recipients ?? [])
    .filter(({ type, declined }) => type !== 'RECEIVER' && !declined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one) => {
      const isSigned = one.signedAt !== null || one.status === 'SIGNED';
      const date = one.signedAt === null ? null : dateWords(one.signedAt, timeZone);
      return {
        key: one.id,
        isSigned,
        icon: isSigned ? 'utility:check' : 'utility:clock',
        words: signerWords(one, { isSigned, date, viewerEmail }),
      };
    });
}

function signerWords(one, { isSigned, date, viewerEmail }) {
  const said = isSigned ? 'signed' : 'toSign';
  const by = isSame(one.email, viewerEmail) ? `${said}You` : said;
  return say(date === null ? `contract_${by}` : `contract_${by}On`, {
    name: capitalised(nameOf(one, viewerEmail)),
    date,
  });
}

function factsOf({ status, createdAt, counterpartyName }, progress, { end, isOver, timeZone }) {
  const value = valueOf(progress);
  const facts = [
    [texts.contract_counterparty, counterpartyName ?? texts.contract_noCounterparty],
    [texts.contract_value, value],
    [texts.contract_made, createdAt === null ? null : dateWords(createdAt, timeZone)],
    [texts.contract_sent, progress?.sentAt ? dateWords(progress.sentAt, timeZone) : null],
    [
      texts.contract_executed,
      status === 'EXECUTED' && progress?.executedAt
        ? dateWords(progress.executedAt, timeZone)
        : null,
    ],
    [isOver ? texts.contract_ended : texts.contract_ends, end === null ? null : dayWords(end)],
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
      words: moneyWords(value),
    }))
    .filter(({ words }) => words !== null)
    .filter(
      ({ label }) =>
        !/\b(cap|limit|liabilit|rate|penalt|deposit|discount|fine)|haftung|obergrenze|rabatt|kaution|strafe/i.test(
          label,
        ),
    );
  const named = amounts.find(({ label }) =>
    /value|total|amount|fee|price|wert|summe|betrag|gebühr|preis/i.test(label),
  );
  return (named ?? amounts[0])?.words ?? null;
}

/** The day on which it ends, as `2026-03-28`; null where no fact says so. A renewal is no end. */
export function endOf(progress) {
  const pointer = (progress?.keyPointers ?? []).find(
    ({ name, label, value }) =>
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\d/.test(value) &&
      /\b(end|ends|ende|endet|expir\w*|terminat\w*)\b|(?:vertrags|laufzeit)ende|ablauf/i.test(
        `${name} ${label}`.replaceAll('_', ' '),
      ) &&
      !/notice|renew|kündigung|verlänger/i.test(`${name} ${label}`),
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
      return can('SEND') ? act('SEND') : null;
    case 'SIGN': {
      const isMine = onTurn(contract.waitingFor).some(({ email }) => isSame(email, viewerEmail));
      if (isMine && can('CREATE_RECIPIENT_LINK')) return act('SIGN_NOW');
      if (isMine) return { action: 'OPEN', label: texts.action_openToSign };
      return can('RESEND_TO_SIGNATORY') && remindable(contract, viewerEmail).length > 0
        ? act('REMIND')
        : null;
    }
    case 'EXECUTED':
      return can('OPEN_DOCUMENT') && contract.documentUrl !== null ? act('OPEN_DOCUMENT') : null;
    case 'VOIDED':
      return contract.noted.templateId === null ? null : act('AGAIN');
    default:
      return can('OPEN') ? act('OPEN') : null;
  }
}

function act(action) {
  return { action, label: sayCode('action', action) };
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
