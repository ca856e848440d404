import type { DeliveryStateEnum, DeliveryType } from '../../schema/inbox.js';
import type { DeliveryStateView, DeliveryView } from '../../services/inbox/deliveries.js';

const STATES = {
  waiting: 'WAITING',
  applied: 'APPLIED',
  ignored: 'IGNORED',
  parked: 'PARKED',
} as const satisfies Record<DeliveryStateView, DeliveryStateEnum>;

const STATE_VIEWS = {
  WAITING: 'waiting',
  APPLIED: 'applied',
  IGNORED: 'ignored',
  PARKED: 'parked',
} as const satisfies Record<DeliveryStateEnum, DeliveryStateView>;

export function toDeliveryNode(view: DeliveryView, body: string | null = null): DeliveryType {
  return { ...view, state: STATES[view.state], body };
}

/** Null means the same as absence: any state. */
export function toStateViews(states: readonly DeliveryStateEnum[] | null | undefined): {
  readonly state?: readonly DeliveryStateView[];
} {
  return states === null || states === undefined
    ? {}
    : { state: states.map((state) => STATE_VIEWS[state]) };
}
