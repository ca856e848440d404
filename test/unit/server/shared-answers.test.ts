import { describe, expect, it, vi } from 'vitest';
import { CallerLeftError, runInScope } from '../../../src/domain/request-scope.js';
import { createSharedAnswers } from '../../../src/server/shared-answers.js';

const PAGE = { asked: 'the page', by: 'Ann' };

/** Answers that are known to be sharable, and one that comes when it is told to. */
async function openAnswers() {
  const answers = createSharedAnswers<string>();
  await answers.answer(PAGE, async (mayBeShared) => {
    mayBeShared();
    return 'first';
  });
  const come: ((text: string) => void)[] = [];
  const ask = vi.fn<() => Promise<string>>(
    async () => new Promise<string>((resolve) => come.push(resolve)),
  );
  return { answers, ask, come };
}

describe('answers that are under way', () => {
  it('are given to whoever asks the same as the same caller, and once they came to nobody else', async () => {
    const { answers, ask, come } = await openAnswers();
    const both = [answers.answer(PAGE, ask), answers.answer({ ...PAGE }, ask)];
    expect(ask).toHaveBeenCalledTimes(1);
    come[0]?.('page');
    expect(await Promise.all(both)).toEqual(['page', 'page']);
    void answers.answer(PAGE, ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['another caller', { ...PAGE, by: 'Ben' }],
    ['another question', { ...PAGE, asked: 'the next page' }],
    ['a question that is done for whoever asks', null],
    ['a question that is longer than any screen asks', { ...PAGE, asked: 'a'.repeat(10_001) }],
  ])('are not given to %s', async (_whom, question) => {
    const { answers, ask } = await openAnswers();
    void answers.answer(PAGE, ask);
    void answers.answer(question, ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('are nobody’s before it is known that they may be shared', () => {
    const answers = createSharedAnswers<string>();
    const ask = vi.fn(async () => 'page');
    void answers.answer(PAGE, ask);
    void answers.answer(PAGE, ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('are nobody’s who asks after something changed', async () => {
    const { answers, ask, come } = await openAnswers();
    const before = answers.answer(PAGE, ask);
    answers.outdate();
    const after = answers.answer(PAGE, ask);
    come[1]?.('new');
    expect(await after).toBe('new');
    come[0]?.('old');
    expect(await before).toBe('old');
  });

  it('are nobody’s who comes when they have taken long', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { answers, ask } = await openAnswers();
      void answers.answer(PAGE, ask);
      vi.advanceTimersByTime(999);
      void answers.answer(PAGE, ask);
      expect(ask).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(1);
      void answers.answer(PAGE, ask);
      expect(ask).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that fail fail for all who wait, and for nobody after them', async () => {
    const { answers } = await openAnswers();
    const fail = vi.fn(async () => Promise.reject(new Error('down')));
    const both = [answers.answer(PAGE, fail), answers.answer(PAGE, fail)];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(fail).toHaveBeenCalledTimes(1);
    expect(await answers.answer(PAGE, async () => 'up')).toBe('up');
  });

  it('go on while anybody waits, and are asked anew when all have left', async () => {
    const { answers, ask, come } = await openAnswers();
    const ann = new AbortController();
    const annToo = new AbortController();
    const asked = ({ signal }: AbortController) =>
      runInScope({ caller: 'Ann', signal }, () => answers.answer(PAGE, ask));
    void asked(ann);
    const second = asked(annToo);
    ann.abort(new CallerLeftError());
    void asked(annToo);
    expect(ask).toHaveBeenCalledTimes(1);
    annToo.abort(new CallerLeftError());
    void asked(new AbortController());
    expect(ask).toHaveBeenCalledTimes(2);
    come[0]?.('page');
    expect(await second).toBe('page');
  });

  it('are known of a bounded number of questions, the latest', async () => {
    const answers = createSharedAnswers<string>();
    const question = (i: number) => ({ asked: `page ${i}`, by: 'Ann' });
    for (let i = 0; i < 501; i += 1) {
      await answers.answer(question(i), async (mayBeShared) => {
        mayBeShared();
        return '';
      });
    }
    const ask = vi.fn(async () => 'page');
    await Promise.all([answers.answer(question(0), ask), answers.answer(question(0), ask)]);
    expect(ask).toHaveBeenCalledTimes(2);
    await Promise.all([answers.answer(question(500), ask), answers.answer(question(500), ask)]);
    expect(ask).toHaveBeenCalledTimes(3);
  });
});
