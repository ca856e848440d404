import { describe, expect, it } from 'vitest';
import { ForbiddenError, UpstreamContractError } from '../../../../src/domain/errors.js';
import { connect, page, refusal, startLoopbackOrg } from './loopback-org.js';
import { HELENA, INTEGRATION, PRIYA, startSandboxCrm } from './sandbox-crm.js';
import type { SandboxCrm } from './sandbox-crm.js';

const accountIds = ({ sandbox }: SandboxCrm) =>
  sandbox.control.org.store.rows('Account').map(({ Id }) => String(Id));

describe('accounts by id', () => {
  it('are read in one query, and those that are not there are not in the answer', async () => {
    await using org = await startSandboxCrm();
    const ids = accountIds(org);
    await org.crm.identify(INTEGRATION);
    org.forgetCalls();
    const found = await org.crm.getAccounts(INTEGRATION, [...ids, ...ids, '001000000000000AAA']);
    expect([...found.keys()].sort()).toEqual([...ids].sort());
    expect(org.queries()).toHaveLength(1);
    const { store } = org.sandbox.control.org;
    const row = store.rows('Account')[0]!;
    expect(found.get(String(row.Id))).toMatchObject({
      name: row.Name,
      industry: row.Industry,
      billingAddress: { city: row.BillingCity },
    });
  });

  it.each(['jwt', 'client_credentials'] as const)(
    'are shown to a person with %s, without the deleted',
    async (flow) => {
      await using org = await startSandboxCrm({ flow });
      const [kept = '', deleted = ''] = accountIds(org);
      const { store } = org.sandbox.control.org;
      store.update(store.find('Account', deleted)!, { IsDeleted: true });
      const found = await org.crm.getAccounts(PRIYA, [kept, deleted]);
      expect([...found.keys()]).toEqual([kept]);
    },
  );

  it('that a person may not read are not in the answer where their rights are looked up', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url, {
      auth: { kind: 'client_credentials', clientId: 'app', clientSecret: 'secret' },
    });
    const [theirs, others] = ['001000000000001AAA', '001000000000002AAA'];
    org.answer(({ query }) => {
      const soql = query.get('q') ?? '';
      if (soql.includes('FROM UserRecordAccess'))
        return page([
          { RecordId: theirs, HasReadAccess: true },
          { RecordId: others, HasReadAccess: false },
        ]);
      if (soql.includes('FROM User '))
        return page([{ Id: '005000000000001AAA', Username: PRIYA.username, IsActive: true }]);
      expect(soql).not.toContain(others);
      return page([{ Id: theirs, Name: 'Theirs' }]);
    });
    const found = await crm.getAccounts(PRIYA, [theirs, others]);
    expect([...found.values()]).toEqual([
      { id: theirs, name: 'Theirs', website: null, industry: null, billingAddress: null },
    ]);
  });

  it('come without the fields that are hidden from the reader', async () => {
    const hidden = ['Account.Industry', 'Account.BillingAddress'];
    await using org = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden } } },
    });
    const [id = ''] = accountIds(org);
    const account = (await org.crm.getAccounts(HELENA, [id])).get(id);
    expect(account).toMatchObject({ id, industry: null, billingAddress: null });
    expect(account?.name).not.toBe('');
  });

  it('are FORBIDDEN to whom Salesforce shows no accounts, and an outage stays one', async () => {
    await using org = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden: ['Account'] } } },
    });
    const ids = accountIds(org).slice(0, 1);
    await expect(org.crm.getAccounts(HELENA, ids)).rejects.toThrow(
      'does not show you any accounts',
    );
    await expect(org.crm.getAccounts(HELENA, ids)).rejects.toBeInstanceOf(ForbiddenError);
    await using loopback = await startLoopbackOrg();
    await using crm = connect(loopback.url);
    loopback.answer(() => refusal(503, 'SERVER_UNAVAILABLE'));
    await expect(crm.getAccounts(INTEGRATION, ids)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    loopback.answer(() => page([{ Name: 'Nobody' }]));
    await expect(crm.getAccounts(INTEGRATION, ids)).rejects.toBeInstanceOf(UpstreamContractError);
  });
});
