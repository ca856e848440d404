interface UserChoice {
  readonly username: string;
  readonly name: string;
  readonly title: string;
}

/** The sign-in page: one button a user, which posts `username` to `action`. */
export function authorizePage(page: {
  readonly action: string;
  readonly users: readonly UserChoice[];
}): string {
  const buttons = page.users.map(
    ({ username, name, title }) => `
      <li>
        <button type="submit" name="username" value="${escapeHtml(username)}">
          <span class="avatar" aria-hidden="true">${escapeHtml(initialsOf(name))}</span>
          <span><strong>${escapeHtml(name)}</strong><small>${escapeHtml(title)}</small></span>
        </button>
      </li>`,
  );
  return document(
    'Sign in · Salesforce sandbox',
    `<h1>Sign in as</h1>
    <p>This is a sandbox: nobody asks for a password.</p>
    <form method="post" action="${escapeHtml(page.action)}">
      <ul>${buttons.join('')}
      </ul>
    </form>`,
  );
}

/** What a person sees when the app that sent them here is not set up right. */
export function refusalPage(problem: string): string {
  return document(
    'Sign-in not possible · Salesforce sandbox',
    `<h1>We can't authorize you</h1>
    <p>Because of an OAuth error the app that sent you here can't be let in. Tell its administrator:</p>
    <p><code>${escapeHtml(problem)}</code></p>`,
  );
}

const STYLE = `
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f3f3f3;
    font: 16px/1.5 system-ui, sans-serif; color: #181818; }
  main { box-sizing: border-box; width: min(26rem, 100vw); padding: 2rem; background: #fff;
    border: 1px solid #c9c9c9; border-radius: .5rem; }
  .brand { margin: 0; color: #0b5cab; font-weight: 600; }
  h1 { margin: .5rem 0 0; font-size: 1.5rem; line-height: 1.25; }
  ul { margin: 1.5rem 0 0; padding: 0; list-style: none; display: grid; gap: .5rem; }
  button { width: 100%; display: flex; align-items: center; gap: .75rem; padding: .75rem; cursor: pointer;
    font: inherit; color: inherit; text-align: left; background: #fff; border: 1px solid #747474; border-radius: .375rem; }
  button:hover { background: #eef4ff; border-color: #0b5cab; }
  button:focus-visible { outline: 3px solid #0b5cab; outline-offset: 2px; }
  strong, small { display: block; }
  small { color: #5c5c5c; font-size: .875rem; }
  .avatar { flex: none; width: 2.5rem; height: 2.5rem; display: grid; place-items: center; border-radius: 50%;
    background: #0b5cab; color: #fff; font-weight: 600; }
  code { overflow-wrap: anywhere; }`;

function document(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="icon" href="data:,">
  <style>${STYLE}
  </style>
</head>
<body>
  <main>
    <p class="brand">Salesforce sandbox</p>
    ${body}
  </main>
</body>
</html>
`;
}

function initialsOf(name: string): string {
  return name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('')
    .slice(0, 2);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
