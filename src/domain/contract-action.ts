import type { Contract, ContractStatus } from './contract.js';
import { isMadeUnembedded } from './deal-link.js';
import type { Recipient } from './recipient.js';
import type { TermState } from './term-check.js';
import { statusWord } from './status-word.js';
import { said, saidChoice } from './said.js';

/** What goes by the contract alone. */
export type JudgedContract = Pick<Contract, 'id' | 'status' | 'kind' | 'externalMetadata'>;

/** Why a contract does not allow something, as a sentence for people; null when nothing stands against it. */
type Rule = (contract: JudgedContract) => string | null;

const present: Rule = ({ id, status }) =>
  status === 'DELETED' ? said`Contract ${id} is deleted in SpotDraft.` : null;

/**
 * Only in some states. A status that we don't know may well be one of them: SpotDraft has the last word.
 * @param what ends the sentence "only one with the status "Draft" …"
 */
function only(statuses: readonly ContractStatus[], what: () => string): Rule {
  return ({ id, status }) =>
    [...statuses, 'UNKNOWN'].includes(status)
      ? null
      : said`Contract ${id} has the status "${statusWord(status)}"; only one with the status ${anyOf(statuses)} ${what()}.`;
}

/** What SpotDraft offers by the bare number alone, by which it means its own contracts: an H contract's would be another's. */
const numbered: Rule = ({ id }) =>
  id.startsWith('H-')
    ? said`Contract ${id} is a historical one; SpotDraft offers this for contracts that it made itself (T-…) alone.`
    : null;

/** There is no template behind what was uploaded, imported or accepted by a click. */
const templated: Rule = ({ id, kind }) =>
  kind === null || kind === 'UNKNOWN' || /TEMPLATE/.test(kind)
    ? null
    : said`Contract ${id} was not generated from a template, so there is nothing of one to fill in.`;

/** SpotDraft wants to know at the start. */
const embedded: Rule = ({ id, externalMetadata }) =>
  isMadeUnembedded(externalMetadata)
    ? said`Contract ${id} was not made to be signed inside another page; the mapping of its template says so by "embedded".`
    : null;

const unfinished: Rule = ({ id, status }) =>
  ['EXECUTED', 'VOIDED'].includes(status)
    ? said`Contract ${id} has the status "${statusWord(status)}": nothing of it is decided any more.`
    : null;

/** Terms may be written in these; what is out for signature is taken back first, and what is paused is resumed first. */
const WORDED: readonly ContractStatus[] = ['DRAFT', 'REDLINING'];

/**
 * What may be done with a contract, and when: all that stands against it, in the order in which it is told. Screens offer by
 * this table, and the mutations refuse by it (`stateErrors` in services/contracts/contract-acts.ts). Whatever is not listed
 * here is SpotDraft's to refuse.
 */
const RULES = {
  OPEN: [present],
  OPEN_DOCUMENT: [({ id, status }) => executedOnly(id, status)],
  SYNC: [],
  LINK_CONTRACT: [present],

  SEND: [present, only(WORDED, () => said`can be sent to its counterparties`)],
  MARK_FOR_EXECUTION: [present, only(WORDED, () => said`can be made ready for signature`)],
  UNMARK_FOR_EXECUTION: [present, only(['SIGN'], () => said`can be taken back from signature`)],
  RESEND_TO_SIGNATORY: [present, only(['SIGN'], () => said`has signatories to write to again`)],
  CREATE_RECIPIENT_LINK: [
    present,
    numbered,
    only(['REDLINING', 'SIGN'], () => said`has recipients who can open it`),
  ],
  CREATE_SIGNING_URL: [
    present,
    numbered,
    templated,
    embedded,
    only(['SIGN'], () => said`can be signed`),
  ],
  VOID: [
    present,
    ({ id, status }) =>
      ['EXECUTED', 'VOIDED'].includes(status)
        ? said`Contract ${id} has the status "${statusWord(status)}" and can't be voided any more.`
        : null,
  ],
  CHANGE_BUSINESS_USER: [present, numbered],
  REQUEST_REVIEW: [present, numbered, unfinished],
  REQUEST_APPROVALS: [present, unfinished],

  // A signed copy of a contract that is out for signature may come by another way; drafts of it may not.
  UPLOAD_CONTRACT_VERSION: [
    present,
    numbered,
    only(['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED'], () => said`takes a new version`),
  ],
  ADD_SUPPORTING_DOCUMENT: [present],

  UPDATE_CONTRACT_DATA: [
    present,
    ({ id }) =>
      id.startsWith('H-')
        ? said`Contract ${id} is a historical one, without data of a template.`
        : null,
    templated,
    only(WORDED, () => said`can be filled in anew`),
  ],
  UPDATE_INTAKE_FORM: [present, only(['REDLINING'], () => said`takes answers to its intake form`)],
  UPDATE_KEY_POINTERS: [present],
  UPDATE_EXTERNAL_METADATA: [present],
  UPDATE_NOTE: [present],
  ADD_COMMENT: [present, numbered],
  RELATE_CONTRACTS: [present, numbered],

  INVITE_TO_CONTRACT: [present, numbered],
  UNINVITE_FROM_CONTRACT: [present, numbered],

  CREATE_OBLIGATION: [present, numbered],
  UPDATE_OBLIGATION: [present, numbered],
  DELETE_OBLIGATION: [present, numbered],
  CREATE_OBLIGATIONS: [present, numbered],
  UPDATE_OBLIGATIONS: [present, numbered],
  CREATE_TASK: [present, numbered],
  CREATE_TASKS: [present, numbered],

  RETRIGGER_WEBHOOK: [present, numbered],

  ARCHIVE_CONTRACT: [
    ({ id, status }) =>
      status === 'EXECUTED'
        ? null
        : said`Contract ${id} has the status "${statusWord(status)}"; its document is archived once it is signed by everybody.`,
  ],
  CONFIRM_TERM: [
    ({ id, status }) =>
      status === 'EXECUTED'
        ? null
        : said`Contract ${id} has the status "${statusWord(status)}"; its terms are held against the deal once it is signed by everybody.`,
  ],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

/** What a person who sees a contract may do with it: our mutations about one contract, in capitals, and what opens it. */
export type ContractAction = keyof typeof RULES;
export const CONTRACT_ACTIONS = Object.keys(RULES) as readonly ContractAction[];

export interface RefusedAction {
  readonly action: ContractAction;
  /** What stands against it, and what to do where something can be done. */
  readonly reason: string;
}

/** Why the contract does not allow the action in its present state; null when it does. */
export function refusalOf(contract: JudgedContract, action: ContractAction): string | null {
  const rules: readonly Rule[] = RULES[action];
  for (const rule of rules) {
    const reason = rule(contract);
    if (reason !== null) return reason;
  }
  return null;
}

/** One check of its signed terms. */
export interface JudgedTerm {
  readonly state: TermState;
  readonly isOpen: boolean;
}

/** What is known beside the contract itself. */
export interface KnownOfContract {
  /** As last read; null when nobody asked yet. */
  readonly recipients: readonly Pick<Recipient, 'type' | 'status'>[] | null;
  /** Whether the caller may be handed somebody else's personal link: see services/contracts/personal-links.ts. */
  readonly mayTakeLinks: boolean;
  /** Whether there is anywhere to archive documents. */
  readonly isArchiving: boolean;
  /** What came of the checks of its signed terms; null where terms are not held against deals at all. */
  readonly terms: readonly JudgedTerm[] | null;
}

/** Whoever has one of these acts as somebody else. */
export const PERSONAL_LINKS: readonly ContractAction[] = [
  'CREATE_RECIPIENT_LINK',
  'CREATE_SIGNING_URL',
];

/** Why no link that stands for a person is handed to this caller. */
export const notYoursToLink = (): string =>
  said`Personal links are for the owner of the contract's deal, signed in as themselves, and for operators.`;

export const nothingArchived = (): string =>
  said`Nothing is archived here: there is no archive file that names a destination.`;

export const nothingChecked = (): string =>
  said`Nothing is checked here: the mapping file has no checks.`;

export interface ContractJudgement {
  readonly offered: readonly ContractAction[];
  /** All that is not offered. */
  readonly refused: readonly RefusedAction[];
}

/** What this caller is offered now, and why not the rest. */
export function judgeActions(contract: JudgedContract, known: KnownOfContract): ContractJudgement {
  const refused = CONTRACT_ACTIONS.flatMap((action): RefusedAction[] => {
    const reason = refusalOf(contract, action) ?? refusalByWhatIsKnown(contract, action, known);
    return reason === null ? [] : [{ action, reason }];
  });
  const isRefused = new Set(refused.map(({ action }) => action));
  return { offered: CONTRACT_ACTIONS.filter((action) => !isRefused.has(action)), refused };
}

/** Of what the mutations learn only when they are asked: screens need not offer it. */
function refusalByWhatIsKnown(
  { id }: JudgedContract,
  action: ContractAction,
  { mayTakeLinks, recipients, isArchiving, terms }: KnownOfContract,
): string | null {
  if (!mayTakeLinks && PERSONAL_LINKS.includes(action)) return notYoursToLink();
  if (!isArchiving && action === 'ARCHIVE_CONTRACT') return nothingArchived();
  if (action === 'CONFIRM_TERM') return nothingToConfirm(id, terms);
  const signers = recipients?.filter(({ type }) => type === 'SIGNATORY') ?? [];
  const isSigned = signers.length > 0 && !signers.some(isWaitedFor);
  return isSigned && action === 'RESEND_TO_SIGNATORY'
    ? said`Everybody who signs contract ${id} has signed; it is about to be executed.`
    : null;
}

/**
 * Whether a contract that is out for signature still waits for this person: they may also have declined. Nothing is asked of
 * who only gets it, and an approver who agreed has done their part without signing.
 */
export function isWaitedFor({ type, status }: Pick<Recipient, 'type' | 'status'>): boolean {
  if (type === 'RECEIVER' || status === 'SIGNED') return false;
  return !(type === 'APPROVER' && status === 'COMPLETED');
}

/** Why there is no difference to confirm; null when there is one. */
function nothingToConfirm(id: string, terms: KnownOfContract['terms']): string | null {
  if (terms === null) return nothingChecked();
  if (terms.some(({ isOpen }) => isOpen)) return null;
  if (terms.length === 0) {
    return said`Nothing of contract ${id} is checked yet: it is linked to no deal, no check of the mapping file is about it, or it has yet to be held against its deal, which "syncContract" does.`;
  }
  return terms.every(({ state }) => state === 'MATCH')
    ? said`What was signed in contract ${id} is what its deal says; there is no difference to confirm.`
    : said`Every difference between contract ${id} and its deal was confirmed already.`;
}

function executedOnly(id: string, status: ContractStatus): string | null {
  return status === 'EXECUTED'
    ? null
    : said`Contract ${id} has the status "${statusWord(status)}"; there is no signed document.`;
}

function anyOf(statuses: readonly ContractStatus[]): string {
  return saidChoice(statuses.map((status) => said`"${statusWord(status)}"`));
}
