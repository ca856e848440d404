import { expect, it } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

it('business user, review, mail and webhook anew are asked for in the words of SpotDraft', async () => {
  await using server = await startLoopback((_request, response) => answer(response, 200, ''));
  await using opened = openClient(server.url);
  const { client } = opened;
  const contract = id('T-3');
  await client.changeBusinessUser(contract, { userId: '12', moveTasks: true }, interactive);
  await client.requestReview(
    contract,
    { description: 'Fees', assignee: { userId: '12' } },
    interactive,
  );
  await client.requestReview(contract, { description: '', assignee: { roleId: '5' } }, interactive);
  await client.resendToSignatory(id('H-3'), 'ada@acme.example', interactive);
  await client.retriggerLatest([contract, id('T-4')], interactive);
  await client.markForExecution(contract, { affixStamp: false }, interactive);
  expect(server.lines()).toEqual([
    'PATCH /contracts/3/business_user/',
    'POST /contracts/3/review_request/',
    'POST /contracts/3/review_request/',
    'POST /contracts/H-3/signatories/resend_email/',
    'POST /contracts/webhooks/re_trigger_latest/',
    'POST /contracts/T-3/mark_for_execution/',
  ]);
  expect(server.seen.map((seen) => seen.body)).toEqual([
    { user_id: 12, update_user_task_on_bu_update: true },
    { description: 'Fees', assignee_user_id: 12 },
    { assignee_role_id: 5 },
    { email_id: 'ada@acme.example' },
    { contract_ids: [3, 4] },
    { affix_stamp_documents: false },
  ]);
  const historical = client.requestReview(id('H-3'), { assignee: { roleId: '5' } }, interactive);
  await expect(historical).rejects.toBeInstanceOf(InputError);
});
