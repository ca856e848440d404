import { exactTime, relativeTime } from 'c/dealdraftFormats';

/** What is shown at most; the own log of the server has all of it. */
const MOST = 15;

const APPROVALS = {
  APPROVED: 'approved',
  NOT_STARTED: 'not asked yet',
  PENDING: 'waits for an answer',
  REJECTED: 'rejected',
  SKIPPED: 'skipped',
  SUGGESTED: 'suggested',
};

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
        problem: event.failed ? (event.error ?? 'It did not succeed.') : null,
      };
    });
}

export function toApprovalsView(approvals) {
  return approvals.map(({ name, status, approver }, index) => ({
    key: index,
    words: [name, approver, APPROVALS[status] ?? 'unknown']
      .filter((part) => part !== null)
      .join(' · '),
    icon: { APPROVED: 'utility:check', REJECTED: 'utility:error' }[status] ?? 'utility:clock',
  }));
}

function wordsOf({ kind, operation, outcome, actor, changes }) {
  switch (kind) {
    case 'DELIVERY':
      return operation === null ? null : `SpotDraft: ${sentence(operation)}`;
    case 'USER_ACTION':
      return operation === null ? null : by(actor, sentence(operation));
    case 'CREATION':
      return by(actor, `contract ${outcome}`);
    case 'CRM_WRITE':
      return changes.length === 0 ? null : `Salesforce: ${changes.map(changeText).join(', ')}`;
    case 'ARCHIVE':
      return `Archive: ${outcome}`;
    default:
      return null;
  }
}

function by(actor, what) {
  return actor === null ? capital(what) : `${actor}: ${what}`;
}

function changeText({ field, after }) {
  return `${field} = ${after === null ? 'empty' : String(after)}`;
}

/** `CONTRACT_EXECUTED` and `sendContract` alike: "contract executed", "send contract". */
function sentence(name) {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
