import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { InputError } from '../../domain/errors.js';
import { echo, print, printQuestion } from '../command.js';

/** Asks a person, line by line; answers may come from a pipe as well. */
export interface Questions extends Disposable {
  /** The answer without blanks around it; `otherwise` for an empty one. @throws InputError when no answer comes any more. */
  ask(question: string, otherwise?: string): Promise<string>;
  /** The same, and what is typed is not shown. */
  askSecret(question: string): Promise<string>;
  /** Nothing but `yes` is a yes. */
  confirm(question: string): Promise<boolean>;
}

export function openQuestions(): Questions {
  let isMuted = false;
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      if (!isMuted) echo(piece);
      done();
    },
  });
  const reader = createInterface({
    input: process.stdin,
    output,
    terminal: process.stdin.isTTY,
  });
  const lines = reader[Symbol.asyncIterator]();

  async function ask(question: string, otherwise = ''): Promise<string> {
    const shown = otherwise === '' ? '' : ` [${otherwise}]`;
    printQuestion(`${question}${shown}`);
    const next = await lines.next();
    if (next.done === true) {
      print('');
      throw new InputError('No more answers came; nothing was written.');
    }
    const answer = next.value.trim();
    return answer === '' ? otherwise : answer;
  }

  return {
    ask,
    async askSecret(question) {
      printQuestion(question);
      isMuted = process.stdin.isTTY;
      try {
        const next = await lines.next();
        if (next.done === true) throw new InputError('No more answers came; nothing was written.');
        return next.value.trim();
      } finally {
        isMuted = false;
        print('');
      }
    },
    confirm: async (question) => /^yes$/iu.test(await ask(`${question} (yes or no)`, 'no')),
    [Symbol.dispose]() {
      reader.close();
    },
  };
}
