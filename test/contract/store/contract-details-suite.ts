import { describe, expect, it } from 'vitest';

import type { Recipient } from '../../../src/domain/recipient.js';
import type { Fixture } from './store-suite.js';
import { DEAL_A, DEAL_B, T1, T2, contract } from './samples.js';
import { lookAt } from '../../support/look-at.js';

export function describeContractDetails(fixture: () => Fixture): void {
  describe('contract details', () => {
    it('remembers which deals were looked up', async () => {
      const { store, clock } = fixture();
      await store.contracts.saveLookedUp([DEAL_A], clock.now());
      await store.contracts.saveLookedUp([DEAL_A], clock.in(1));
      await store.contracts.saveLookedUp([], clock.now());
      expect(await store.contracts.lookedUp([DEAL_A, DEAL_B])).toEqual(new Set([DEAL_A]));
      expect(await store.contracts.lookedUp([])).toEqual(new Set());
    });

    it('keeps the last confirmed row by object and key', async () => {
      const { store } = fixture();
      const row = { Status__c: 'SIGN', Amount: 1.5, IsDone: false, Note: null };
      await store.contracts.saveConfirmedRows('A__c', [
        { key: 'T-1', row: { Status__c: 'DRAFT', Old__c: 'x' } },
        { key: 'T-2', row: { Status__c: 'DRAFT' } },
      ]);
      await store.contracts.saveConfirmedRows('A__c', [{ key: 'T-1', row }]);
      expect(await store.contracts.confirmedRows('A__c', ['T-1', 'T-3'])).toEqual(
        new Map([['T-1', row]]),
      );
      expect(await store.contracts.confirmedRows('B__c', ['T-1'])).toEqual(new Map());
    });

    it('keeps people and metadata apart from the state of the contract', async () => {
      const { store, clock, reopen } = fixture();
      const people: readonly Recipient[] = [
        {
          id: '8201',
          type: 'SIGNATORY',
          name: 'Ana',
          email: null,
          title: 'CFO',
          order: 2,
          status: 'DECLINED',
          signedAt: null,
          declined: true,
          declineReason: 'Too dear.',
        },
      ];
      const pointers = [{ id: '1', name: 'value', label: null, value: { value: 9, list: [null] } }];
      expect(await store.contracts.recipients(T1)).toBeNull();
      expect(await store.contracts.keyPointers(T1)).toBeNull();
      await store.contracts.saveRecipients(T1, people);
      await store.contracts.save([contract()], lookAt(clock.now()));
      expect(await store.contracts.keyPointers(T1)).toBeNull();
      await store.contracts.saveKeyPointers(T1, pointers);
      await store.contracts.saveKeyPointers(T2, []);
      const next = await reopen();
      expect(await next.contracts.recipients(T1)).toEqual(people);
      expect(await next.contracts.keyPointers(T1)).toEqual(pointers);
      expect(await next.contracts.recipients(T2)).toBeNull();
      expect(await next.contracts.keyPointers(T2)).toEqual([]);
    });
  });
}
