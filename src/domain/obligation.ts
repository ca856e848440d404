import type { NewTask, Priority, Task } from './task.js';

export const OBLIGATION_STATUSES = ['PENDING', 'COMPLETED', 'FAILED', 'VERIFIED'] as const;
export type ObligationStatus = (typeof OBLIGATION_STATUSES)[number];

/** What a contract obliges somebody to do by a day. Dates are ISO 8601 UTC with `Z`; words are SpotDraft's own. */
export interface Obligation {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly obligationTypeId: string | null;
  readonly status: string | null;
  readonly priority: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly customFields: ObligationFields | null;
  readonly tasks: readonly Task[];
}

export interface ObligationFields {
  readonly clause: string | null;
  /** A number or a text. */
  readonly contractualDeliveryValue: string | number | null;
  readonly frequency: string | null;
}

export interface ObligationType {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

/** What somebody wants an obligation to say; what is absent stays as it is. */
export interface ObligationChange {
  readonly title?: string;
  readonly description?: string;
  readonly obligationTypeId?: string;
  readonly status?: ObligationStatus;
  readonly priority?: Priority;
  readonly startDate?: Date;
  readonly endDate?: Date;
  readonly customFields?: {
    readonly clause?: string;
    readonly contractualDeliveryValue?: string | number;
    readonly frequency?: string;
  };
}

export interface NewObligation extends ObligationChange {
  readonly title: string;
  readonly obligationTypeId: string;
  readonly priority: Priority;
  readonly endDate: Date;
  readonly tasks?: readonly NewTask[];
}
