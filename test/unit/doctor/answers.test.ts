import { expect, it } from 'vitest';
import { createAnswers } from '../../../src/doctor/answers.js';

it('a CRM that hangs takes the time of one question from a check that is about something else', async () => {
  let asked = 0;
  const describe = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  const crm = { value: { describe } } as unknown as Parameters<typeof createAnswers>[0]['crm'];
  const answers = createAnswers({ spotdraft: { problems: [], toldBy: 'nothing' }, crm }, 20);
  expect(await answers.describeIfPossible('Opportunity')).toBeNull();
  expect(await answers.describeIfPossible('Account')).toBeNull();
  expect(asked).toBe(1);
});
