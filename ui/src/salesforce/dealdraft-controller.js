/*
 * What the Apex class DealdraftController does inside Salesforce. Here the browser's session speaks for the user, so the
 * page asks dealdraft itself.
 */

import { LANGUAGE, texts } from 'c/dealdraftTexts';
import { SIGNED_OUT } from 'page/session';

export async function execute({ query, variables }) {
  let response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        // The page's language, which need not be the browser's.
        'accept-language': LANGUAGE,
      },
      body: JSON.stringify({ query, variables: JSON.parse(variables || '{}') }),
    });
  } catch {
    throw auraError(texts.page_unreachableNow);
  }
  if (response.status === 401) {
    window.dispatchEvent(new CustomEvent(SIGNED_OUT));
    throw auraError(texts.page_sessionEnded);
  }
  const text = await response.text();
  // Refusals of the request as a whole carry no GraphQL answer.
  if (!text.startsWith('{')) throw auraError(texts.page_noAnswer);
  return text;
}

export async function liveAccess() {
  return { url: '/graphql/stream', token: null, expiresAt: null };
}

/** As an AuraHandledException arrives in a component. */
function auraError(message) {
  return Object.assign(new Error(message), { body: { message } });
}
