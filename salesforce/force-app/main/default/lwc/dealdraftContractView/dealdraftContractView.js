import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

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

/** A contract as the page shows it: every sentence and class is decided here, the template only places them. */
export function toContractView(contract, nowMs) {
  const can = (action) => contract.actions.includes(action);
  return {
    id: contract.id,
    name: contract.name,
    statusLabel: statusLabel(contract.status),
    badgeClass: statusBadgeClass(contract.status),
    reference: [contract.typeName, contract.referenceId]
      .filter((part) => part !== null)
      .join(' · '),
    counterparty: contract.counterpartyName ?? 'No counterparty yet',
    waitingFor: waitingForWords(contract),
    sync: toSyncView(contract.sync, nowMs),
    openUrl: can('OPEN') ? contract.url : null,
    documentUrl: can('OPEN_DOCUMENT') ? contract.documentUrl : null,
    canSend: can('SEND'),
    canVoid: can('VOID'),
    canSync: can('SYNC'),
  };
}

/** Whom a contract that is out for signature waits for, or null. */
export function waitingForWords({ status, waitingFor }) {
  if (status !== 'SIGN') return null;
  const names = waitingFor.map((recipient) => {
    const name = recipient.name ?? recipient.email ?? 'somebody without a name';
    return recipient.status === 'DECLINED' ? `${name} (declined)` : name;
  });
  if (names.length === 0) return 'The signatories';
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(names);
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
