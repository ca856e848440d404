import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../../src/auth/caller.js';
import type { Crm } from '../../../../src/connectors/crm.js';
import {
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { createViewerService } from '../../../../src/services/people/viewer.js';

const ada: Caller = { kind: 'user', username: 'ada@crm', email: null, roles: ['legal'] };

function crmOf(identify: Crm['identify']): Crm {
  return { identify } as unknown as Crm; // nothing else is called
}

const knowing = crmOf(async () => ({
  id: '005',
  name: 'Ada',
  email: 'ada@mail.example',
  username: 'ada@crm',
}));
const failing = (error: Error) => crmOf(() => Promise.reject(error));

describe('a viewer', () => {
  test('has the name and address the CRM knows', async () => {
    expect(await createViewerService(knowing).describe(ada)).toEqual({
      name: 'Ada',
      email: 'ada@mail.example',
      userId: '005',
      roles: ['user', 'legal'],
    });
  });

  test.each([
    new UpstreamUnavailableError('down'),
    new RateLimitedError('slow', { retryAfterMs: 1 }),
    new UpstreamAuthError('app refused'),
  ])('is who the token says while the CRM cannot be asked (%s)', async (error) => {
    const service = createViewerService(failing(error));
    expect(await service.describe(ada)).toMatchObject({ name: 'ada@crm', email: null });
    await expect(service.admit(ada)).resolves.toBeUndefined();
  });

  test('whom the CRM refuses is refused', async () => {
    const service = createViewerService(failing(new ForbiddenError('no')));
    await expect(service.describe(ada)).rejects.toThrow(ForbiddenError);
    await expect(service.admit(ada)).rejects.toThrow(ForbiddenError);
  });

  test('that is a key costs no call', async () => {
    const service = createViewerService(failing(new Error('asked')));
    const key: Caller = { kind: 'key', name: 'erp', role: 'user' };
    expect(await service.describe(key)).toEqual({
      name: 'erp',
      email: null,
      userId: null,
      roles: ['user'],
    });
    await expect(service.admit(key)).resolves.toBeUndefined();
  });
});
