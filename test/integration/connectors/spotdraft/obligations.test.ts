import { describe, expect, it } from 'vitest';
import {
  AmbiguousOutcomeError,
  InputError,
  NotFoundError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

const OBLIGATION = {
  title: 'Usage report',
  obligationTypeId: '101',
  priority: 'HIGH',
  endDate: new Date('2027-01-31T00:00:00Z'),
} as const;

describe('obligations', () => {
  it('are read with dates of both forms, with or without what may be missing', async () => {
    await using server = await startLoopback(() => [
      {
        id: 2344,
        title: 'Report',
        description: 'Quarterly',
        start_date: '2026-01-01',
        end_date: '2026-03-31T10:00:00.123456Z',
        obligation_type_id: 123,
        status: 'PENDING',
        contract_id: 86311,
        priority: 'MEDIUM',
        custom_fields: { clause: '4', contractual_delivery_value: '1000', frequency: 'Monthly' },
        tasks: [
          {
            id: 7,
            title: 'Send',
            assignees: [
              { id: 1, assignee_org_user: { id: 701, name: 'Ada', email: 'ada@acme.example' } },
              { id: 2, assignee_role: { id: 52, name: 'Legal' } },
              'odd',
            ],
            status: 'NO_DATE',
          },
          { title: 'without id' },
        ],
      },
      { id: '2345', title: null, status: 'SNOOZED', priority: 7, custom_fields: 'none' },
      { title: 'without id' },
    ]);
    await using opened = openClient(server.url);
    expect(await opened.client.listObligations(id('T-86311'), interactive)).toEqual([
      {
        id: '2344',
        title: 'Report',
        description: 'Quarterly',
        obligationTypeId: '123',
        status: 'PENDING',
        priority: 'MEDIUM',
        startDate: '2026-01-01T00:00:00.000Z',
        endDate: '2026-03-31T10:00:00.123Z',
        customFields: { clause: '4', contractualDeliveryValue: '1000', frequency: 'Monthly' },
        tasks: [
          {
            id: '7',
            title: 'Send',
            notes: null,
            status: 'NO_DATE',
            taskCategory: null,
            dueDate: null,
            completedAt: null,
            createdAt: null,
            assignees: [
              { orgUserId: '701', roleId: null, name: 'Ada' },
              { orgUserId: null, roleId: '52', name: 'Legal' },
            ],
          },
        ],
      },
      {
        id: '2345',
        title: '',
        description: null,
        obligationTypeId: null,
        status: 'SNOOZED',
        priority: null,
        startDate: null,
        endDate: null,
        customFields: null,
        tasks: [],
      },
    ]);
    expect(server.lines()).toEqual(['GET /contracts/86311/obligations/']);
  });

  it('are made and changed by the bare number, members left out that nobody named', async () => {
    await using server = await startLoopback((request) =>
      Array.isArray(request.body) ? [{ id: 1 }] : { id: 1 },
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    const task = {
      title: 'Send it',
      assignees: [{ orgUserId: '701' }, { roleId: '52' }],
      dueDate: new Date('2027-01-30T00:00:00Z'),
      reminders: [{ value: 1, type: 'WEEKS', days: 7 }],
    } as const;
    await client.createObligation(id('T-3'), { ...OBLIGATION, tasks: [task] }, interactive);
    await client.createObligations(id('T-3'), [OBLIGATION], interactive);
    await client.updateObligation(id('T-3'), { id: '1', status: 'FAILED' }, interactive);
    await client.updateObligations(id('T-3'), [{ id: '1', priority: 'LOW' }], interactive);
    const body = {
      title: 'Usage report',
      obligation_type_id: 101,
      priority: 'HIGH',
      end_date: '2027-01-31T00:00:00.000Z',
    };
    expect(server.seen.map(({ method, body: sent }) => [method, sent])).toEqual([
      [
        'POST',
        {
          ...body,
          tasks: [
            {
              title: 'Send it',
              due_date: '2027-01-30T00:00:00.000Z',
              assignees: [{ org_user_id: 701 }, { role_id: 52 }],
              reminders: [{ value: 1, type: 'WEEKS', days: 7 }],
            },
          ],
        },
      ],
      ['POST', [body]],
      ['PATCH', { status: 'FAILED' }],
      ['PATCH', [{ id: 1, priority: 'LOW' }]],
    ]);
    expect(server.lines()).toEqual([
      'POST /contracts/3/obligations/',
      'POST /contracts/3/obligations/bulk/',
      'PATCH /contracts/3/obligations/1/',
      'PATCH /contracts/3/obligations/bulk/',
    ]);
  });

  it('of an H contract are not asked for: the number would be a T contract', async () => {
    await using server = await startLoopback(() => []);
    await using opened = openClient(server.url);
    const { client } = opened;
    const task = { title: 'x', assignees: [], contractId: id('H-3') };
    const asked = [
      client.listObligations(id('H-3'), interactive),
      client.createObligation(id('H-3'), OBLIGATION, interactive),
      client.deleteObligation(id('H-3'), '1', interactive),
      client.createTasks(id('H-3'), [task], interactive),
      client.createTask(task, interactive),
    ];
    for (const each of asked) await expect(each).rejects.toBeInstanceOf(InputError);
    expect(server.seen).toEqual([]);
  });

  it('are refused without a word, as documented; a page and another status are no refusal', async () => {
    let status = 400;
    let body: unknown = '';
    await using server = await startLoopback((_request, response) =>
      answer(response, status, body),
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    const attempts = () => [
      client.listObligations(id('T-3'), interactive),
      client.createObligation(id('T-3'), OBLIGATION, interactive),
      client.deleteObligation(id('T-3'), '1', interactive),
    ];
    for (const each of attempts()) {
      await expect(each).rejects.toBeInstanceOf(UpstreamRejectedError);
      await expect(each).rejects.toThrow(/gave no reason/);
    }
    for (const strange of [[403, ''] as const, [400, '<html>'] as const]) {
      [status, body] = strange;
      const [listed, created, deleted] = await Promise.allSettled(attempts());
      expect(listed).toMatchObject({ reason: expect.any(UpstreamUnavailableError) });
      // Whoever blocks the answer to a change may have passed the change on.
      expect(created).toMatchObject({ reason: expect.any(AmbiguousOutcomeError) });
      expect(deleted).toMatchObject({ reason: expect.any(AmbiguousOutcomeError) });
    }
    [status, body] = [404, { detail: 'Not found.' }];
    for (const each of attempts()) await expect(each).rejects.toBeInstanceOf(NotFoundError);
  });

  it('that were made and can not be read have to be looked up', async () => {
    await using server = await startLoopback(() => ({ title: 'no id' }));
    await using opened = openClient(server.url);
    await expect(
      opened.client.createObligation(id('T-3'), OBLIGATION, interactive),
    ).rejects.toBeInstanceOf(AmbiguousOutcomeError);
  });

  it('have types of the first version', async () => {
    await using server = await startLoopback(() => [
      { id: 101, name: 'Reporting', description: null },
      { id: 102 },
    ]);
    await using opened = openClient(server.url);
    expect(await opened.client.listObligationTypes(interactive)).toEqual([
      { id: '101', name: 'Reporting', description: null },
    ]);
    expect(server.seen[0]!.url).toBe('/api/v1/public/obligations/types/');
  });
});
