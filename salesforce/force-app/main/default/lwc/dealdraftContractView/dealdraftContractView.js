import { toStateView, waitingForWords } from 'c/dealdraftContractState';
import { TIME_ZONE, exactTime, relativeTime } from 'c/dealdraftFormats';
import { say, sayCode, texts } from 'c/dealdraftTexts';
import { toArchivesView } from './archivesView';
import { toTermsView } from './termsView';

export { blockedWords } from './termsView';

/** How a status is set off; its name always stands beside the colour. */
const THEMES = {
  DRAFT: '',
  REDLINING: 'slds-theme_info',
  SIGN: 'slds-theme_warning',
  EXECUTED: 'slds-theme_success',
  ON_HOLD: 'slds-badge_lightest',
  VOIDED: 'slds-badge_inverse',
  DELETED: 'slds-badge_inverse',
};

export function statusLabel(status) {
  return sayCode('status', status) ?? texts.status_unknown;
}

export function statusBadgeClass(status) {
  return `slds-badge ${THEMES[status] ?? 'slds-badge_lightest'}`.trim();
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
    archives: toArchivesView(contract.archives ?? [], nowMs),
    terms: toTermsView(contract.terms ?? []),
    buttons: buttonsOf(contract, state.primary, busyWords),
  };
}

function isYours({ waitingFor }, viewerEmail) {
  return waitingFor.some(({ email }) => email !== null && email === viewerEmail);
}

/** The one thing to do next stands first and stands out; what can't be undone stands last. */
function buttonsOf(contract, primary, busyWords) {
  const offered = ['OPEN', 'OPEN_DOCUMENT', 'SEND', 'SYNC', 'VOID']
    .filter((action) => contract.actions.includes(action) && action !== primary?.action)
    .map((action) => ({ action, label: sayCode('action', action) }));
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
        said: say(isLink ? 'action_ofNewTab' : 'action_of', {
          action: shown,
          contract: contract.name,
        }),
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
    relative: isKnown ? relativeTime(when.getTime(), nowMs) : texts.contract_notYet,
    exact: isKnown ? exactTime(when) : '',
    isPending: pending && lastError === null,
    error: lastError,
  };
}

/** What a change is announced as; null when there is nothing to say. */
export function describeChange(before, now) {
  const { name } = now;
  const status = statusLabel(now.status);
  if (before === null) return say('contract_new', { name, status });
  if (before.status !== now.status) return say('contract_isNow', { name, status });
  const people = waitingForWords(now);
  if (people !== null && people !== waitingForWords(before)) {
    return say('contract_nowWaits', { name, people });
  }
  if (before.sync.lastError === null && now.sync.lastError !== null) {
    return say('contract_notSynced', { name });
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
