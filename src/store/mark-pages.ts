import type { Mark, Marks } from './marks.js';

/** All marks of a scope in the order of their keys, in pages of at most `first`; none where there is nothing. */
export async function* markPages(
  marks: Pick<Marks, 'page'>,
  scope: string,
  first: number,
): AsyncGenerator<readonly Mark[]> {
  let page = await marks.page(scope, { first });
  for (;;) {
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < first) return;
    page = await marks.page(scope, { first, after: last.key });
  }
}
