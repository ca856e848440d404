import { exactTime, relativeTime } from 'c/dealdraftFormats';
import { capitalised, say, sayCode, texts } from 'c/dealdraftTexts';

/** What is shown at most; the own log of the server has all of it. */
const MOST = 15;

/** What people did or would notice, the latest first. Calls and runs between are left to operators. */
export function toEventsView(events, nowMs) {
  return events
    .map((event) => ({ event, words: wordsOf(event) }))
    .filter(({ words }) => words !== null)
    .slice(0, MOST)
    .map(({ event, words }, index) => {
      const at = event.at === null ? null : new Date(event.at);
      const isKnown = at !== null && !Number.isNaN(at.getTime());
      return {
        key: index,
        words,
        at: event.at,
        when: isKnown ? relativeTime(at.getTime(), nowMs) : '',
        exact: isKnown ? exactTime(at) : '',
        problem: event.failed ? (event.error ?? texts.history_failed) : null,
      };
    });
}

export function toApprovalsView(approvals) {
  return approvals.map(({ name, status, approver }, index) => ({
    key: index,
    words: [
      name ?? texts.history_approval,
      approver,
      sayCode('approval', status) ?? texts.approval_unknown,
    ]
      .filter((part) => part !== null)
      .join(' · '),
    icon: { APPROVED: 'utility:check', REJECTED: 'utility:error' }[status] ?? 'utility:clock',
  }));
}

function wordsOf({ kind, operation, outcome, failed, actor, changes }) {
  switch (kind) {
    case 'DELIVERY':
      return operation === null
        ? null
        : say('history_spotdraft', { what: sayCode('activity', operation) ?? wordsIn(operation) });
    case 'USER_ACTION':
      return operation === null
        ? null
        : by(actor, sayCode('operation', operation) ?? wordsIn(operation));
    case 'CREATION':
      return by(
        actor,
        sayCode('creation', codeOf(outcome)) ?? say('history_contract', { outcome }),
      );
    case 'CRM_WRITE':
      return changes.length === 0
        ? null
        : say('history_salesforce', { changes: changes.map(changeText).join(', ') });
    case 'ARCHIVE':
      // That it is on its way stands beside the contract; what a place does not want, nobody did or would notice.
      if ((outcome === 'waiting' && !failed) || outcome === 'skipped') return null;
      return say('history_archive', {
        destination: operation ?? '',
        outcome: sayCode('archiving', codeOf(outcome)) ?? outcome,
      });
    default:
      return null;
  }
}

/** Outcomes are words, such as "not created". */
function codeOf(outcome) {
  return outcome.replace(/[ -]/g, '_');
}

function by(actor, what) {
  return actor === null ? capitalised(what) : say('history_by', { actor, what });
}

function changeText({ field, after }) {
  return say('history_change', { field: fieldWords(field), value: valueWords(after) });
}

/** As Salesforce proposes an API name for a label: `Contract_Status__c` is "Contract Status". */
function fieldWords(field) {
  return field.replace(/__c$/, '').replaceAll('_', ' ');
}

function valueWords(value) {
  if (value === null) return texts.history_empty;
  return sayCode('status', value) ?? value;
}

/** A name that no catalogue knows yet, `CONTRACT_ASSIGNED` or `assignContract`, as the words it is made of. */
function wordsIn(name) {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}
