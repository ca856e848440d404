import type { Clock } from '../../domain/clock.js';
import type { RateWindow } from '../../domain/rate-window.js';

/** A slot that was neither settled nor held for this long stops counting. */
const GIVE_UP_MS = 5_000;
/** How soon to look again while every slot is in flight: when one ends is up to the network. */
const IN_FLIGHT_POLL_MS = 20;

interface Slot {
  /** Or last held. */
  takenAtMs: number;
  settledAtMs: number | null;
}

/** The sliding window of one process alone, in memory. */
export function createLocalRateWindow({ clock }: { readonly clock: Clock }): RateWindow {
  const slots = new Map<string, Slot>();
  let lastSlot = 0;

  const freeAtMs = (slot: Slot, windowMs: number) =>
    slot.settledAtMs === null ? slot.takenAtMs + GIVE_UP_MS : slot.settledAtMs + windowMs;

  return {
    async take({ limit, windowMs }) {
      const nowMs = clock.now().getTime();
      for (const [name, slot] of slots) {
        // A clock that was set back would leave slots in the future, which block for as long as it went back.
        slot.takenAtMs = Math.min(slot.takenAtMs, nowMs);
        if (slot.settledAtMs !== null) slot.settledAtMs = Math.min(slot.settledAtMs, nowMs);
        if (freeAtMs(slot, windowMs) <= nowMs) slots.delete(name);
      }
      if (slots.size < limit) {
        lastSlot += 1;
        const slot = String(lastSlot);
        slots.set(slot, { takenAtMs: nowMs, settledAtMs: null });
        return { taken: true, slot };
      }
      const settled = [...slots.values()].filter((slot) => slot.settledAtMs !== null);
      const waitsMs = settled.map((slot) => freeAtMs(slot, windowMs) - nowMs);
      return {
        taken: false,
        waitMs: Math.min(...waitsMs, ...(waitsMs.length === 0 ? [IN_FLIGHT_POLL_MS] : [])),
      };
    },
    async hold(names) {
      for (const name of names) {
        const slot = slots.get(name);
        if (slot?.settledAtMs === null) slot.takenAtMs = clock.now().getTime();
      }
    },
    async settle(slot) {
      const held = slots.get(slot);
      if (held !== undefined) held.settledAtMs ??= clock.now().getTime();
    },
  };
}
