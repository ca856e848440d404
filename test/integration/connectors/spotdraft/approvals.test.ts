import { describe, expect, it } from 'vitest';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

describe('approvals', () => {
  it('are read with who is asked and what they did; unknown words and odd rows take nobody along', async () => {
    await using server = await startLoopback(() => ({
      results: [
        {
          approval: {
            id: 7,
            contract_id: 3,
            approval_name: 'Legal',
            approval_type: 'AD_HOC',
            status: 'APPROVED',
            sent_for_approval: true,
            created_by_org_user: { id: 1, name: 'Bo', email: 'bo@acme.example' },
            org_user: { id: 2, name: 'Ada', email: 'ada@acme.example' },
            last_sent_at: '2026-03-14T09:26:53.123456Z',
            notes: 'Please look.',
          },
          approval_actions: [
            { status: 'APPROVED', created: '2026-03-15T10:00:00Z', latest: true, notes: 'Fine.' },
            'odd',
          ],
        },
        { approval: { approval_name: 'without id' } },
        { approval: { id: '8', approval_type: 'SHINY', status: 'NEW', org_user: 'nobody' } },
      ],
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.listApprovals(id('H-3'), interactive)).toEqual([
      {
        id: '7',
        name: 'Legal',
        type: 'AD_HOC',
        status: 'APPROVED',
        approver: {
          id: '2',
          name: 'Ada',
          email: 'ada@acme.example',
          designation: null,
          isActive: null,
          roles: null,
        },
        sentAt: '2026-03-14T09:26:53.123Z',
        notes: 'Please look.',
        actions: [{ status: 'APPROVED', at: '2026-03-15T10:00:00.000Z', notes: 'Fine.' }],
      },
      {
        id: '8',
        name: '',
        type: 'UNKNOWN',
        status: 'UNKNOWN',
        approver: null,
        sentAt: null,
        notes: null,
        actions: [],
      },
    ]);
    expect(server.lines()).toEqual(['GET /contracts/approvals/H-3/']);
  });

  it('are asked for as documented, of a user or of a role', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 201, [{ id: 1001 }, { id: '1002' }]),
    );
    await using opened = openClient(server.url);
    const made = await opened.client.requestApprovals(
      id('T-3'),
      [
        { name: 'Legal', notes: '', approver: { userId: '10324' }, order: 1 },
        { name: 'Finance', notes: 'Now.', approver: { roleId: '60414' } },
      ],
      interactive,
    );
    expect(made).toEqual(['1001', '1002']);
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/v2.1/public/contracts/approvals/T-3/',
        body: {
          approvals: [
            { name: 'Legal', notes: '', approver_user_id: 10324, order: 1 },
            { name: 'Finance', notes: 'Now.', approver_role_id: 60414 },
          ],
        },
      },
    ]);
  });
});
