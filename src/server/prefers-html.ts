/**
 * Whether an `Accept` header is that of a browser opening a page: it names `text/html` and likes nothing better. Programs
 * that take anything do not name it.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(parseRange);
  const html = ranges.find(({ type }) => type === 'text/html')?.quality ?? 0;
  return html > 0 && ranges.every(({ quality }) => quality <= html);
}

function parseRange(text: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, quality: Number(quality) || 0 };
}
