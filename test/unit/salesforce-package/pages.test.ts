import { describe, expect, it } from 'vitest';

interface Pages {
  readonly after: string | null;
  readonly before: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOnly: boolean;
  read(pageInfo: { hasNextPage: boolean; endCursor: string | null }): Pages;
  next(): Pages;
  previous(): Pages;
}

const file = new URL('../../../ui/src/modules/page/pager/pages.js', import.meta.url);
const { Pages } = (await import(file.href)) as { Pages: new () => Pages };

describe('the pages of a list', () => {
  it('are none to turn while nothing is read, and where there is one alone', () => {
    const unread = new Pages();
    expect(unread).toMatchObject({ after: null, isOnly: true });
    expect(unread.read({ hasNextPage: false, endCursor: 'a' })).toMatchObject({ isOnly: true });
  });

  it('are gone through to the last and back', () => {
    const first = new Pages().read({ hasNextPage: true, endCursor: 'a' });
    expect(first).toMatchObject({ isFirst: true, isLast: false, isOnly: false });
    const last = first.next().read({ hasNextPage: false, endCursor: 'b' });
    expect(last).toMatchObject({ after: 'a', before: 1, isLast: true, isOnly: false });
    // The one before it has a next one, whatever was read of the one after it.
    expect(last.previous()).toMatchObject({ after: null, isFirst: true, isLast: false });
    expect(last.previous().next()).toMatchObject({ after: 'a', before: 1 });
  });

  it('are turned once by two clicks, and keep the button that was clicked', () => {
    const second = new Pages().read({ hasNextPage: true, endCursor: 'a' }).next();
    expect(second.isLast).toBe(false);
    expect(second.next()).toMatchObject({ after: 'a', before: 1 });
  });
});
