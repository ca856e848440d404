import { beforeEach, describe, expect, test } from 'vitest';
import type { Crm } from '../../../../src/connectors/crm.js';
import type { CallOptions, SpotDraft } from '../../../../src/connectors/spotdraft/types.js';
import {
  AmbiguousOutcomeError,
  ForbiddenError,
  UpstreamAuthError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import {
  createActingUsers,
  SpotDraftUserError,
} from '../../../../src/services/people/acting-user.js';
import type { Identities } from '../../../../src/services/people/acting-user.js';
import { ManualClock } from '../../../support/manual-clock.js';

const MINUTE_MS = 60_000;
const ada = { kind: 'user', username: 'Ada@crm', email: null } as const;
const forbidden = () =>
  Promise.reject(new ForbiddenError('no', { service: 'spotdraft', status: 403 }));

let clock: ManualClock;
/** Accounts as SpotDraft has them, by address; true for active ones. */
let accounts: Map<string, boolean>;
let lookedUp: string[];
beforeEach(() => {
  clock = new ManualClock();
  accounts = new Map([['ada@mail.example', true]]);
  lookedUp = [];
});

function acting(
  identities: Identities = new Map(),
  parts: { email?: string | null; findUser?: SpotDraft['findUser'] } = {},
) {
  const { email = 'ada@mail.example' } = parts;
  const identify: Crm['identify'] = async () => ({
    id: '005',
    name: 'Ada',
    email,
    username: 'ada@crm',
  });
  const findUser: SpotDraft['findUser'] = async (address) => {
    lookedUp.push(address);
    const isActive = accounts.get(address);
    return isActive === undefined ? null : { isActive };
  };
  return createActingUsers({
    crm: { identify },
    spotdraft: { findUser: parts.findUser ?? findUser },
    identities,
    clock,
    log: silentLog,
  });
}

const optionsOf = async (options: CallOptions) => options;

describe('an act in SpotDraft', () => {
  test('remembers a person by an address in whatever case', async () => {
    accounts.clear();
    const users = acting();
    let calls = 0;
    const refuse = () => {
      calls += 1;
      return forbidden();
    };
    for (const email of ['Ada@Token.Example', 'ada@token.example', 'ADA@TOKEN.EXAMPLE']) {
      await expect(users.act({ ...ada, email }, refuse)).rejects.toThrow(SpotDraftUserError);
    }
    expect(lookedUp).toEqual(['Ada@Token.Example']);
    expect(calls).toBe(1);
  });

  test('is done under the address of the table, else of the token, else of the CRM', async () => {
    const table = new Map([['ada@crm', 'ada@table.example']]);
    const withEmail = { ...ada, email: 'ada@token.example' };
    expect(await acting(table).act(withEmail, optionsOf)).toEqual({
      lane: 'interactive',
      actingEmail: 'ada@table.example',
    });
    expect(await acting().act(withEmail, optionsOf)).toMatchObject({
      actingEmail: 'ada@token.example',
    });
    expect(await acting().act(ada, optionsOf)).toMatchObject({ actingEmail: 'ada@mail.example' });
    expect(lookedUp).toEqual([]);
  });

  test('of a key names nobody, and is not looked into', async () => {
    const key = { kind: 'integration', keyName: 'erp' } as const;
    expect(await acting().act(key, optionsOf)).toEqual({ lane: 'interactive' });
    await expect(acting().act(key, forbidden)).rejects.toThrow(ForbiddenError);
    expect(lookedUp).toEqual([]);
  });

  test('of somebody without any address is refused rather than done as the credentials', async () => {
    await expect(acting(new Map(), { email: null }).act(ada, optionsOf)).rejects.toMatchObject({
      userErrorCode: 'SPOTDRAFT_USER_MISSING',
      message: expect.stringContaining('IDENTITY_FILE') as unknown,
    });
  });

  test.each([
    ['of a stranger', new Map<string, boolean>(), 'SPOTDRAFT_USER_MISSING', 'add this address'],
    [
      'of somebody inactive',
      new Map([['ada@mail.example', false]]),
      'SPOTDRAFT_USER_INACTIVE',
      'activate it',
    ],
  ])('%s is refused with what to do', async (_whose, known, code, remedy) => {
    accounts = known;
    const error: unknown = await acting()
      .act(ada, forbidden)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SpotDraftUserError);
    expect(error).toMatchObject({ userErrorCode: code });
    expect(String(error)).toContain('ada@mail.example');
    expect(String(error)).toContain(remedy);
    expect(String(error)).toContain('IDENTITY_FILE');
  });

  test.each([
    new UpstreamRejectedError('wrong field', { service: 'spotdraft', status: 400 }),
    new UpstreamAuthError('no', { service: 'spotdraft', status: 401 }),
    new ForbiddenError('no', { service: 'spotdraft', status: 403 }),
  ])('keeps the refusal of somebody who is there (%s)', async (refusal) => {
    await expect(acting().act(ada, () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(lookedUp).toEqual(['ada@mail.example']);
  });

  test.each([
    new AmbiguousOutcomeError('lost', { service: 'spotdraft', status: 500 }),
    new UpstreamUnavailableError('down', { service: 'spotdraft' }),
    new ForbiddenError('no', { service: 'salesforce', status: 403 }),
  ])('looks nobody up for what says nothing of them (%s)', async (failure) => {
    accounts.clear();
    await expect(acting().act(ada, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(lookedUp).toEqual([]);
  });

  test('keeps the refusal when the person can not be looked up', async () => {
    const users = acting(new Map(), {
      findUser: () => Promise.reject(new UpstreamUnavailableError('down')),
    });
    await expect(users.act(ada, forbidden)).rejects.toThrow(ForbiddenError);
  });
});

describe('what was found of a person', () => {
  test('is believed for five minutes while they are active', async () => {
    const users = acting();
    const refuse = () => users.act(ada, forbidden).catch(() => undefined);
    await refuse();
    await refuse();
    expect(lookedUp).toHaveLength(1);
    clock.advance(5 * MINUTE_MS + 1);
    await refuse();
    expect(lookedUp).toHaveLength(2);
  });

  test('spares SpotDraft their acts for a minute while they are not, then lets them try', async () => {
    accounts.clear();
    const users = acting();
    await users.act(ada, forbidden).catch(() => undefined);
    let calls = 0;
    const call = async () => {
      calls += 1;
    };
    await expect(users.act(ada, call)).rejects.toThrow(SpotDraftUserError);
    expect([calls, lookedUp.length]).toEqual([0, 1]);
    clock.advance(MINUTE_MS + 1);
    await users.act(ada, call);
    expect([calls, lookedUp.length]).toEqual([1, 1]);
  });
});
