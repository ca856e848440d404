import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { getOperationAST, GraphQLError, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';

const GRAPHQL_PATH = '/graphql';
const FIRST_QUERY = `# Runs with your own rights. Documentation: the book on the left; Ctrl-Space completes.
{
  viewer {
    name
    roles
  }
  opportunities(first: 3, orderBy: CLOSE_DATE_ASC) {
    nodes {
      name
      stageName
      contracts {
        id
        name
        status
      }
    }
  }
}
`;

const LABELS = {
  'graphiql-query-editor': 'Operation',
  'graphiql-editor-tool': 'Variables',
  'graphiql-response': 'Answer',
};

const stream = createClient({ url: `${GRAPHQL_PATH}/stream` });

function carryOut(params) {
  return isSubscription(params) ? stream.iterate(params) : send(params);
}

/** By the text that is sent: what GraphiQL has parsed of it may be older. */
function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch (error) {
    // The server says what is wrong with it.
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

async function send(params) {
  const response = await fetch(GRAPHQL_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  if (response.status === 401)
    window.location.assign(`/signin?returnTo=${encodeURIComponent(GRAPHQL_PATH)}`);
  return response.json();
}

/** CodeMirror's inputs have no names of their own, which a screen reader would say. */
function nameInputs() {
  for (const [part, label] of Object.entries(LABELS))
    for (const input of document.querySelectorAll(`.${part} textarea:not([aria-label])`))
      input.setAttribute('aria-label', label);
}

new MutationObserver(nameInputs).observe(document.body, { childList: true, subtree: true });

createRoot(document.querySelector('#graphiql')).render(
  createElement(
    GraphiQL,
    {
      fetcher: carryOut,
      defaultQuery: FIRST_QUERY,
      // What was asked may name people: it stays in this tab, and goes with it.
      storage: window.sessionStorage,
      // Whose rights count is the session's to say.
      isHeadersEditorEnabled: false,
      forcedTheme: 'light',
    },
    createElement(
      GraphiQL.Logo,
      null,
      createElement('a', { href: '/', className: 'dealdraft-home' }, 'dealdraft'),
    ),
  ),
);
