import { expect, test } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import * as capabilities from '../../../../src/connectors/spotdraft/capabilities.js';
import { createCapabilities } from '../../../../src/connectors/spotdraft/create-capabilities.js';

test('no two capabilities of SpotDraft have a name in common', () => {
  const refuse = () => Promise.reject(new Error('nobody is called'));
  const parts = {
    caller: { call: refuse, find: refuse, download: refuse, lastAnswerDate: () => null },
    note: () => undefined,
    log: silentLog,
    storage: { put: refuse, get: refuse },
  };
  const names = Object.values(capabilities).flatMap((create) => Object.keys(create(parts)));
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(createCapabilities(parts)).sort()).toEqual([...names].sort());
});
