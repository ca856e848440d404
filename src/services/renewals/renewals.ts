import { contractNumberOf } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { locationText } from '../../mapping/file/source-location.js';
import { createRenewalLedger, lastRenewalPass, renewalError } from '../../sync/index.js';
import type { SharedParts } from '../create-services.js';

export interface RenewalRuleView {
  readonly typeId: string;
  readonly noticeDays: number;
  readonly endDate: string;
  /** `file:line:column`. */
  readonly where: string;
}

export interface RenewalStatus {
  readonly rules: readonly RenewalRuleView[];
  /** When all executed contracts were last gone over; null before the first time. */
  readonly passedAt: Date | null;
  /** Why the last look failed. */
  readonly lastError: string | null;
  /** Deals that were made. */
  readonly made: number;
  /** Contracts that nobody says the end of. */
  readonly undated: number;
  readonly failed: number;
}

/** A contract that has no renewal and will have none before a person acts. */
export interface RenewalProblem {
  readonly contractId: ContractId;
  /** Nobody says when it ends; else its deal could not be made. */
  readonly isUndated: boolean;
  readonly reason: string;
}

export interface RenewalService {
  status(): Promise<RenewalStatus>;
  /** With the first problems. */
  overview(): Promise<RenewalStatus & { readonly problems: readonly RenewalProblem[] }>;
  problems(first: number): Promise<readonly RenewalProblem[]>;
}

/** On one screen. */
const SHOWN = 50;

/** Renewals as people see them. */
export function createRenewalService({ store, mapping }: SharedParts): RenewalService {
  const ledger = createRenewalLedger(store);
  const service: RenewalService = {
    overview: async () => ({
      ...(await service.status()),
      problems: await service.problems(SHOWN),
    }),

    async status() {
      return {
        rules: [...mapping.renewals.values()].map((rule) => ({
          typeId: rule.typeId,
          noticeDays: rule.noticeDays,
          endDate: rule.endDate.text,
          where: locationText(rule.location),
        })),
        passedAt: (await lastRenewalPass(store.settings))?.at ?? null,
        lastError: await renewalError(store.settings),
        ...(await ledger.counts()),
      };
    },

    async problems(first) {
      const listed = [...(await ledger.failed(first)), ...(await ledger.undated(first))].slice(
        0,
        first,
      );
      const states = await ledger.states(listed);
      return listed
        .flatMap((contractId): RenewalProblem[] => {
          const state = states.get(contractId);
          return state?.state === 'undated' || state?.state === 'failed'
            ? [{ contractId, isUndated: state.state === 'undated', reason: state.reason }]
            : [];
        })
        .sort((a, b) => contractNumberOf(a.contractId) - contractNumberOf(b.contractId));
    },
  };
  return service;
}
