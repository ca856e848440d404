import { say, sayCode, sayCount, texts } from 'c/dealdraftTexts';

/**
 * A request that did not end as asked. `code` decides what to do; `message` is one sentence for people. `nothingCreated`
 * is true where a create is known to have made nothing.
 */
export class RequestError extends Error {
  constructor({
    code,
    message,
    service = null,
    retryAfterMs = null,
    nothingCreated = false,
    userErrors = [],
  }) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.service = service;
    this.retryAfterMs = retryAfterMs;
    this.nothingCreated = nothingCreated;
    this.userErrors = userErrors;
  }
}

const SERVICE_NAMES = { spotdraft: 'SpotDraft', salesforce: 'Salesforce' };

/** What SpotDraft refuses, only SpotDraft's administrator can grant or mend; the server says what. */
function ofSpotDraft({ service, said }) {
  return service === SERVICE_NAMES.spotdraft ? said : null;
}

function unavailable({ service, reason }) {
  const key = reason === 'CREDENTIALS_REFUSED' ? 'error_credentials' : 'error_unavailable';
  return say(key, { service: service ?? texts.error_aSystem });
}

function rateLimited({ service: named, retryAfterMs }) {
  const service = named ?? 'dealdraft';
  if (retryAfterMs === null) return say('error_rateLimited', { service });
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return sayCount('error_rateLimitedFor', seconds, { service });
}

const SENTENCES = {
  UNAUTHENTICATED: () => texts.error_unauthenticated,
  FORBIDDEN: (error) => ofSpotDraft(error) ?? texts.error_forbidden,
  NOT_FOUND: (error) => ofSpotDraft(error) ?? texts.error_notFound,
  UPSTREAM_UNAVAILABLE: unavailable,
  RATE_LIMITED: rateLimited,
};

/** A user error in the reader's language: its code says what is the matter, the service's words what exactly. */
export function refusalWords({ code, message }) {
  return (
    sayCode('refusal', code, { said: message ?? texts.error_noReason }) ??
    message ??
    texts.error_noReason
  );
}

/**
 * An entry of GraphQL `errors` as one clear sentence. A code with a sentence of its own gets it; what is wrong with the
 * request itself, or inside dealdraft, is said by the server.
 */
export function toRequestError(graphqlError) {
  const extensions = asObject(graphqlError?.extensions);
  const code = asText(extensions.code) ?? 'INTERNAL_SERVER_ERROR';
  const service = SERVICE_NAMES[extensions.service] ?? null;
  const retryAfterMs = Number.isFinite(extensions.retryAfterMs) ? extensions.retryAfterMs : null;
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : null;
  const said = asText(graphqlError?.message);
  const message =
    sentence?.({ service, retryAfterMs, said, reason: extensions.reason }) ??
    said ??
    texts.error_notDone;
  return new RequestError({
    code,
    message,
    service: extensions.service ?? null,
    retryAfterMs,
    nothingCreated: extensions.nothingCreated === true,
  });
}

/**
 * Whatever was thrown or rejected, as sentences for people without repeats: ours, Apex (`body.message`, a list in
 * `body`, page and field errors), GraphQL errors, user errors, texts.
 */
export function reduceErrors(errors) {
  const list = Array.isArray(errors) ? errors : [errors];
  const sentences = list
    .filter((error) => error !== null && error !== undefined && error !== '')
    .flatMap(sentencesOf)
    .filter((sentence) => typeof sentence === 'string' && sentence.trim() !== '');
  return [...new Set(sentences)];
}

function sentencesOf(error) {
  if (typeof error === 'string') return [error];
  if (error instanceof RequestError) return [error.message];
  const body = error.body;
  if (Array.isArray(body)) return body.map((entry) => entry?.message);
  if (typeof body === 'object' && body !== null) {
    const details = [
      ...(body.pageErrors ?? []),
      ...Object.values(body.fieldErrors ?? {}).flat(),
    ].map((entry) => entry?.message);
    return details.length > 0 ? details : [body.message];
  }
  return [error.message ?? error.statusText ?? texts.error_unknown];
}

function asObject(value) {
  return typeof value === 'object' && value !== null ? value : {};
}

function asText(value) {
  return typeof value === 'string' && value !== '' ? value : null;
}
