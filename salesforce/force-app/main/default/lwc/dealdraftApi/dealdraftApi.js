import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { reduceErrors, refusalWords, RequestError, toRequestError } from 'c/dealdraftErrors';
import { texts } from 'c/dealdraftTexts';
import * as operations from './operations';
import {
  isAdmin,
  parseChoice,
  parseChoices,
  parseContract,
  parseContracts,
  parseDraft,
  parseHistory,
  parseProgress,
  parseProgresses,
  parseSuggestions,
  parseTemplates,
  parseUserErrors,
} from './parseAnswers';

export { CONTRACT_CHANGED } from './operations';
export { parseContract } from './parseAnswers';
export { reduceErrors } from 'c/dealdraftErrors';

const SEARCH_PAGE = 10;

/**
 * The deal's contracts, the most advanced first. `problem` says, in words, why contracts are missing or out of date.
 *
 * @throws RequestError with `NOT_FOUND` when this user does not see the deal.
 */
export async function readDealContracts(opportunityId) {
  const { data, errors } = await request(operations.DEAL_CONTRACTS, { opportunityId });
  const deal = data?.opportunity;
  if (typeof deal !== 'object' || deal === null) {
    if (errors.length > 0) throw errors[0];
    throw new RequestError({
      code: 'NOT_FOUND',
      message: texts.error_noDeal,
    });
  }
  // Null, with an error, when nothing at all is known about the contracts.
  if (deal.contracts === null && errors.length > 0) throw errors[0];
  return {
    contracts: parseContracts(deal.contracts),
    problem: errors.length > 0 ? errors[0].message : null,
    /** Why a contract that the deal is ready for could not be made; null when nothing stands in the way. */
    lacking: typeof deal.contractProblem === 'string' ? deal.contractProblem : null,
    viewerEmail: typeof data.viewer?.email === 'string' ? data.viewer.email : null,
  };
}

/**
 * Who has signed, when, and what for, of all contracts of the deal; what could not be read of one is null in it. Read live,
 * so it is asked for after the list.
 */
export async function readDealProgress(opportunityId) {
  const { data } = await request(operations.DEAL_PROGRESS, { opportunityId });
  return parseProgresses(data.opportunity?.contracts);
}

/** The same of one contract; null when this user does not see it. */
export async function readContractProgress(id) {
  const { data } = await request(operations.CONTRACT_PROGRESS, { id });
  return parseProgress(data.contract);
}

/**
 * What happened to a contract, its approvals and its comments; a part that could not be read is null in it. Null when this
 * user does not see the contract.
 */
export async function readContractHistory(id) {
  const { data, errors } = await request(operations.CONTRACT_HISTORY, { id });
  if (!data.contract && errors.length > 0) throw errors[0];
  return parseHistory(data.contract);
}

/** `{ name, data }`: what a contract was filled with. */
export async function readContractData(id) {
  const data = await answer(operations.CONTRACT_DATA, { id });
  const filled = data.contract?.questionnaire?.data;
  return {
    name: typeof data.contract?.name === 'string' ? data.contract.name : null,
    data: typeof filled === 'object' && filled !== null ? filled : {},
  };
}

/** Contracts this user sees whose name or counterparty holds the text. */
export async function searchContracts(search) {
  const data = await answer(operations.SEARCH_CONTRACTS, { search, first: SEARCH_PAGE });
  return {
    contracts: parseChoices(data.contracts?.nodes),
    hasMore: data.contracts?.pageInfo?.hasNextPage === true,
  };
}

/** One contract by its id such as `T-123`; null when there is none that this user sees. */
export async function readContractChoice(id) {
  const data = await answer(operations.CONTRACT_BY_ID, { id });
  return parseChoice(data.contract);
}

/**
 * `{ contracts, problem }`: contracts of no deal that may be this one's, the most likely first, each with its `reasons`. None for
 * those who may not see such contracts, which dealdraft decides; `problem` says why nothing is known for those who may.
 */
export async function readLinkSuggestions(opportunityId) {
  const { data, errors } = await request(operations.LINK_SUGGESTIONS, { opportunityId });
  const problem = errors.find(({ code }) => code !== 'FORBIDDEN');
  return {
    contracts: parseSuggestions(data.opportunity?.suggestedContracts),
    problem: problem?.message ?? null,
  };
}

/** `{ templates, isAdmin }`. */
export async function readTemplates(search) {
  const data = await answer(operations.TEMPLATES, { search: search === '' ? null : search });
  return { templates: parseTemplates(data.templates), isAdmin: isAdmin(data.viewer) };
}

/**
 * What creating would send, with the entries in place of the mapping's values. Creates nothing.
 *
 * @param input `{ opportunityId, templateId, name, data, counterparties?, signatories? }`
 */
export async function readDraft(input) {
  const answered = await answer(operations.CONTRACT_DRAFT, input);
  const draft = parseDraft(answered.contractDraft);
  return {
    ...draft,
    userErrors: inWords(draft.userErrors),
    fields: draft.fields.map((field) => ({ ...field, problems: inWords(field.problems) })),
    isAdmin: isAdmin(answered.viewer),
  };
}

/**
 * Creates, or finds out what became of an earlier request with the same `idempotencyKey`.
 *
 * @returns `{ contract, created, userErrors }`; with user errors nothing was created, except as CREATION_UNCERTAIN says.
 */
export async function createContract(input) {
  const { createContract: payload } = await answer(operations.CREATE_CONTRACT, { input });
  return {
    contract: parseContract(payload?.contract),
    created: payload?.created === true,
    userErrors: inWords(parseUserErrors(payload?.userErrors)),
  };
}

/** Each of these resolves to the contract as it is now (null: no longer visible) and rejects when refused. */
export async function sendContract(input) {
  return changed((await answer(operations.SEND_CONTRACT, { input })).sendContract);
}

export async function resendToSignatory(input) {
  return changed((await answer(operations.RESEND_TO_SIGNATORY, { input })).resendToSignatory);
}

export async function voidContract(input) {
  return changed((await answer(operations.VOID_CONTRACT, { input })).voidContract);
}

export async function linkContract(input) {
  return changed((await answer(operations.LINK_CONTRACT, { input })).linkContract);
}

/** Has the document brought again, now, to where it is missing. */
export async function archiveContract(contractId) {
  return changed((await answer(operations.ARCHIVE_CONTRACT, { contractId })).archiveContract);
}

/** `{ contractId, name, reason }`: that a difference between what was signed and the deal is right. */
export async function confirmTerm(input) {
  return changed((await answer(operations.CONFIRM_TERM, { input })).confirmTerm);
}

export async function syncContract(id) {
  return changed((await answer(operations.SYNC_CONTRACT, { id })).syncContract);
}

/** The address at which the person with this e-mail address signs. It is theirs alone: open it, and keep it nowhere. */
export async function createRecipientLink(input) {
  const { createRecipientLink: payload } = await answer(operations.CREATE_RECIPIENT_LINK, {
    input,
  });
  refuse(payload);
  const { url } = payload ?? {};
  if (typeof url !== 'string' || !/^https?:/i.test(url)) {
    throw new RequestError({ code: 'NO_ANSWER', message: texts.error_noSigningAddress });
  }
  return url;
}

/** Where to listen for live updates, and the short-lived token for it; null where a cookie is the credential. */
export async function readLiveAccess() {
  const access = await liveAccess();
  return {
    url: typeof access?.url === 'string' ? access.url : null,
    token: typeof access?.token === 'string' ? access.token : null,
  };
}

function changed(payload) {
  refuse(payload);
  return parseContract(payload?.contract);
}

function refuse(payload) {
  const userErrors = inWords(parseUserErrors(payload?.userErrors));
  if (userErrors.length > 0) {
    throw new RequestError({
      code: userErrors[0].code,
      message: reduceErrors(userErrors).join(' '),
      userErrors,
    });
  }
}

/** What the service refuses, in the reader's language. */
function inWords(userErrors) {
  return userErrors.map((error) => ({ ...error, message: refusalWords(error) }));
}

/** The data of an operation that has no use for half an answer. */
async function answer(query, variables) {
  const { data, errors } = await request(query, variables);
  if (errors.length > 0) throw errors[0];
  return data;
}

async function request(query, variables) {
  let body;
  try {
    body = await execute({ query, variables: JSON.stringify(variables) });
  } catch (error) {
    // No answer: whether the request was carried out is not known.
    throw new RequestError({ code: 'NO_ANSWER', message: reduceErrors(error).join(' ') });
  }
  return parseBody(body);
}

function parseBody(body) {
  let answered;
  try {
    answered = JSON.parse(body);
  } catch {
    answered = null;
  }
  const isObject = typeof answered === 'object' && answered !== null;
  const errors = isObject && Array.isArray(answered.errors) ? answered.errors : [];
  const data = isObject && typeof answered.data === 'object' ? answered.data : null;
  if (data === null && errors.length === 0) {
    throw new RequestError({
      code: 'NO_ANSWER',
      message: texts.error_unreadable,
    });
  }
  return { data: data ?? {}, errors: errors.map(toRequestError) };
}
