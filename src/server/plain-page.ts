import { languageOf, told } from '../domain/said.js';

/** In words that were `noted`. */
export interface PlainPage {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string } | null;
}

/** A page of a few words for people, which needs nothing but itself; light or dark as the browser is. */
export function plainPage(
  { title, text, link }: PlainPage,
  acceptLanguage: string | undefined,
): string {
  const language = languageOf(acceptLanguage);
  const say = (words: string) => escaped(told(words, language));
  const way =
    link === null ? '' : `\n    <p><a href="${escaped(link.href)}">${say(link.label)}</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${say(title)} · dealdraft</title>
  <style>
    :root { color-scheme: light dark; background: light-dark(#fff, #131316); color: light-dark(#181818, #e5e5e5); }
    body { max-width: 36rem; margin: 15vh auto 0; padding: 0 1.5rem; font: 16px/1.6 system-ui, sans-serif; }
    h1 { font-size: 1.5rem; line-height: 1.3; }
    a { color: light-dark(#0b5cab, #8ec5ff); }
  </style>
</head>
<body>
  <main>
    <h1>${say(title)}</h1>
    <p>${say(text)}</p>${way}
  </main>
</body>
</html>
`;
}

/** The page loads nothing and runs nothing. */
export const PLAIN_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
