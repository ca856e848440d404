import { describe, expect, it } from 'vitest';
import { createCallGate } from '../../../../src/connectors/http/call-gate.js';
import { runInScope } from '../../../../src/domain/request-scope.js';

const never = new AbortController().signal;

function asking(gate: ReturnType<typeof createCallGate>) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (caller: string, name: string, signal: AbortSignal = never) =>
    runInScope({ caller, signal }, async () => {
      const end = await gate.enter(never);
      started.push(name);
      ends.set(name, end);
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { started, ask, settle, end: (name: string) => ends.get(name)?.() };
}

describe('one caller never starves another: the gate before a neighbour', () => {
  it('lets so many calls run at once and then one caller after the other', async () => {
    const { started, ask, settle, end } = asking(createCallGate(2));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void ask('a', name);
    void ask('b', 'b1');
    await settle();
    expect(started).toEqual(['a1', 'a2']);
    end('a1');
    end('a1'); // ending twice frees one place
    await settle();
    expect(started).toEqual(['a1', 'a2', 'a3']);
    end('a2');
    await settle();
    expect(started).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('drops the waits of a caller who has left', async () => {
    const { started, ask, settle, end } = asking(createCallGate(1));
    const left = new AbortController();
    void ask('a', 'a1');
    const waiting = ask('a', 'a2', left.signal);
    void ask('b', 'b1');
    await settle();
    left.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(ask('a', 'a3', left.signal)).rejects.toThrow('gone');
    end('a1');
    await settle();
    expect(started).toEqual(['a1', 'b1']);
  });
});
