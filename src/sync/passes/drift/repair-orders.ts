import { z } from 'zod';
import { instant } from '../../../store/instant.js';
import type { Settings } from '../../../store/settings.js';

/** What operators told the schedule of repair passes, in every process of the store. Times are the store's own. */
export interface RepairOrders {
  /** A pass that is to begin now, or runs; null when none was asked for. */
  readonly asked: AskedPass | null;
  /** Since when no pass begins; null while they do. */
  readonly paused: Order | null;
}

export interface Order {
  readonly at: Date;
  /** For people: a user's name or a key's. */
  readonly by: string;
}

/** `CHANGED`: what SpotDraft changed since the last good pass. Each one does what those before it do. */
export const ASKED_PASSES = ['CHANGED', 'EVERYTHING', 'BACKFILL'] as const;

export interface AskedPass extends Order {
  readonly pass: (typeof ASKED_PASSES)[number];
  /** Of a backfill: begins anew, though one was interrupted. */
  readonly restart: boolean;
}

const ASKED = 'repair-asked';
const PAUSED = 'repair-paused';

const orderJson = z.object({ at: instant, by: z.string() });
const askedJson = orderJson.extend({ pass: z.enum(ASKED_PASSES), restart: z.boolean() });

export async function repairOrders(settings: Settings): Promise<RepairOrders> {
  const [asked, paused] = await Promise.all([settings.get(ASKED), settings.get(PAUSED)]);
  return {
    // Of another version, which says it otherwise: whoever asked does so again.
    asked: asked === null ? null : (askedJson.safeParse(JSON.parse(asked)).data ?? null),
    paused: paused === null ? null : orderJson.parse(JSON.parse(paused)),
  };
}

export async function askForRepair(settings: Settings, pass: AskedPass): Promise<void> {
  await settings.set(ASKED, JSON.stringify(pass));
}

/** The pass was made, or can't be. One that was asked for meanwhile stays asked for. */
export async function repairMade(settings: Settings, made: AskedPass): Promise<void> {
  const { asked } = await repairOrders(settings);
  if (asked?.at.getTime() === made.at.getTime()) await settings.delete(ASKED);
}

export async function pauseRepairs(settings: Settings, order: Order): Promise<void> {
  await settings.set(PAUSED, JSON.stringify(order));
}

export async function resumeRepairs(settings: Settings): Promise<void> {
  await settings.delete(PAUSED);
}
