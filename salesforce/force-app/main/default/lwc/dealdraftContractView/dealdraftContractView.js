import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { toStateView, waitingForWords } from 'c/dealdraftContractState';
import { toArchivesView } from './archivesView';

/** Of the sentences around it; dates and amounts follow the user's locale, whatever their language. */
const LANGUAGE = 'en';

/** What a status is called, and how it is set off; the word always stands beside the colour. */
const STATUSES = {
  DRAFT: { label: 'Draft', theme: '' },
  REDLINING: { label: 'In negotiation', theme: 'slds-theme_info' },
  SIGN: { label: 'Out for signature', theme: 'slds-theme_warning' },
  EXECUTED: { label: 'Signed', theme: 'slds-theme_success' },
  ON_HOLD: { label: 'On hold', theme: 'slds-badge_lightest' },
  VOIDED: { label: 'Voided', theme: 'slds-badge_inverse' },
  DELETED: { label: 'Deleted in SpotDraft', theme: 'slds-badge_inverse' },
};

export function statusLabel(status) {
  return STATUSES[status]?.label ?? 'Unknown status';
}

export function statusBadgeClass(status) {
  return `slds-badge ${STATUSES[status]?.theme ?? 'slds-badge_lightest'}`.trim();
}

/**
 * A contract as the page shows it: every sentence and class is decided here, the template only places them.
 *
 * @param about `{ progress, viewerEmail, busyWords }`: progress is null while it is not read; busyWords are what it is at work on
 */
export function toContractView(
  contract,
  nowMs,
  { progress = null, viewerEmail = null, busyWords = null } = {},
) {
  const state = toStateView(contract, progress, { viewerEmail, nowMs, timeZone: TIME_ZONE });
  const { override } = state;
  return {
    id: contract.id,
    name: contract.name,
    statusLabel: override?.label ?? statusLabel(contract.status),
    badgeClass:
      override === null ? statusBadgeClass(contract.status) : `slds-badge ${override.theme}`,
    reference: [contract.typeName, contract.id].filter((part) => part !== null).join(' · '),
    alerts: state.alerts,
    facts: state.facts,
    signers: state.signers,
    // Who has signed and who has not says it better, once it is read.
    waitingFor:
      state.signers.length > 0 && !isYours(contract, viewerEmail)
        ? null
        : waitingForWords(contract, viewerEmail),
    sync: toSyncView(contract.sync, nowMs),
    archives: toArchivesView(contract.archives ?? [], nowMs, { relativeTime, exactTime }),
    buttons: buttonsOf(contract, state.primary, busyWords),
  };
}

function isYours({ waitingFor }, viewerEmail) {
  return waitingFor.some(({ email }) => email !== null && email === viewerEmail);
}

const LABELS = {
  OPEN: 'Open in SpotDraft',
  OPEN_DOCUMENT: 'Open document',
  SEND: 'Send',
  SYNC: 'Sync now',
  VOID: 'Void',
};

/** The one thing to do next stands first and stands out; what can't be undone stands last. */
function buttonsOf(contract, primary, busyWords) {
  const offered = ['OPEN', 'OPEN_DOCUMENT', 'SEND', 'SYNC', 'VOID']
    .filter((action) => contract.actions.includes(action) && action !== primary?.action)
    .map((action) => ({ action, label: LABELS[action] }));
  const first = primary === null ? [] : [primary];
  return [...first, ...offered]
    .map(({ action, label }) => {
      const href = { OPEN: contract.url, OPEN_DOCUMENT: contract.documentUrl }[action];
      const isLink = href !== undefined;
      const shown = action === 'SYNC' && busyWords !== null ? busyWords : label;
      return {
        action,
        label: shown,
        href: isLink ? href : null,
        isUsable: !isLink || href !== null,
        said: isLink ? `${shown}: ${contract.name} (new tab)` : `${shown}: ${contract.name}`,
        class: buttonClass(action, action === primary?.action),
      };
    })
    .filter(({ isUsable }) => isUsable);
}

function buttonClass(action, isPrimary) {
  if (isPrimary) return 'slds-button slds-button_brand';
  return action === 'VOID'
    ? 'slds-button slds-button_text-destructive'
    : 'slds-button slds-button_neutral';
}

function toSyncView({ lastSyncedAt, pending, lastError }, nowMs) {
  const when = lastSyncedAt === null ? null : new Date(lastSyncedAt);
  const isKnown = when !== null && !Number.isNaN(when.getTime());
  return {
    at: isKnown ? when.toISOString() : null,
    relative: isKnown ? relativeTime(when.getTime(), nowMs) : 'not yet',
    exact: isKnown ? exactTime(when) : '',
    isPending: pending && lastError === null,
    error: lastError,
  };
}

const STEPS = [
  { unit: 'second', ms: 1_000, below: 60_000 },
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
  { unit: 'day', ms: 86_400_000, below: 30 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000, below: 365 * 86_400_000 },
  { unit: 'year', ms: 365 * 86_400_000, below: Number.POSITIVE_INFINITY },
];
const JUST_NOW_MS = 10_000;

/** "3 minutes ago". Clocks differ: what is a little ahead of ours happened just now. */
export function relativeTime(thenMs, nowMs) {
  const agoMs = Math.max(0, nowMs - thenMs);
  if (agoMs < JUST_NOW_MS) return 'just now';
  const { unit, ms } = STEPS.find(({ below }) => agoMs < below);
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(
    -Math.floor(agoMs / ms),
    unit,
  );
}

/** The moment in the user's own format and time zone. */
export function exactTime(date) {
  return new Intl.DateTimeFormat(LOCALE, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: TIME_ZONE,
  }).format(date);
}

/** What a change is announced as; null when there is nothing to say. */
export function describeChange(before, now) {
  if (before === null) return `New contract: ${now.name}, ${statusLabel(now.status)}.`;
  if (before.status !== now.status) return `${now.name} is now: ${statusLabel(now.status)}.`;
  const waiting = waitingForWords(now);
  if (waiting !== null && waiting !== waitingForWords(before)) {
    return `${now.name} now waits for: ${waiting}.`;
  }
  if (before.sync.lastError === null && now.sync.lastError !== null) {
    return `${now.name} could not be synced.`;
  }
  return null;
}

/**
 * The list after one contract changed, in its old order, or null when the list has to be read again because the
 * contract is new to it and only the server knows its place.
 */
export function withContract(contracts, changed) {
  if (!contracts.some(({ id }) => id === changed.id)) return null;
  if (changed.status === 'DELETED') return contracts.filter(({ id }) => id !== changed.id);
  return contracts.map((contract) => (contract.id === changed.id ? changed : contract));
}

/**
 * The contract ids a person may mean by what they pasted: `T-123` itself, or the address of a contract in SpotDraft,
 * which holds only the number. Empty when it looks like neither.
 */
export function pastedContractIds(pasted) {
  const text = pasted.trim();
  const composite = /^[th]-\d{1,18}$/i.exec(text);
  if (composite !== null) return [text.toUpperCase()];
  const inAddress =
    /^https?:\/\/\S*?\/contracts\/(?:v\d+\/)?([th]-)?(\d{1,18})(?:[/?#]\S*)?$/i.exec(text);
  if (inAddress === null) return [];
  const [, prefix, number] = inAddress;
  return prefix === undefined
    ? [`T-${number}`, `H-${number}`]
    : [`${prefix.toUpperCase()}${number}`];
}
