import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/domain/clock.js';
import {
  applyPromotion,
  rollBackPromotion,
} from '../../../../src/services/promotion/apply-promotion.js';
import type { ApplyParts } from '../../../../src/services/promotion/apply-promotion.js';
import type { PromotionPlan } from '../../../../src/services/promotion/plan-promotion.js';
import { sha256Of } from '../../../../src/services/promotion/workspace-export.js';

const BEFORE = `version: 1
contracts: []
renewals:
  - type: 12 # of UAT
    endDate: keyPointers.end.value
    noticeDays: 90
    opportunity: { Name: '"x"', StageName: '"Prospecting"', CloseDate: endDate }
`;
const AFTER = BEFORE.replace('type: 12', 'type: 13');
const HERE = { spotdraft: 'https://api.example', entities: ['1'], organization: 'org' };
const PLAN: PromotionPlan = {
  version: 1,
  madeAt: '2026-12-01T00:00:00Z',
  from: HERE,
  to: HERE,
  mappingFile: { path: 'm.yaml', sha256: sha256Of(BEFORE) },
  webhook: 'https://dd.example/webhooks/spotdraft',
  references: [
    { kind: 'contractType', name: 'MSA', state: 'matched', from: '12', to: '13', where: [] },
  ],
};

/** A workspace, a store and a disk; whatever changes one of them counts as a step, behind which the process may be gone. */
function world() {
  const settings = new Map<string, string>();
  const files: { present: string; backup: string | null } = { present: BEFORE, backup: null };
  const webhooks: string[] = [];
  let steps = 0;
  let killedBehind = Number.POSITIVE_INFINITY;
  async function step(change: () => void): Promise<void> {
    change();
    steps += 1;
    if (steps === killedBehind) throw new Error('killed');
  }
  const parts = {
    spotdraft: {
      listEntityIds: async () => ['1'],
      listContractTypes: async () => [{ id: '13', name: 'MSA' }],
      async createWebhook() {
        const id = String(100 + steps);
        await step(() => webhooks.push(id));
        return { id, status: 'ACTIVE' };
      },
      async deleteWebhook(id: string) {
        await step(() => webhooks.splice(webhooks.indexOf(id), 1));
        return true;
      },
    },
    crm: { organizationId: async () => 'org' },
    settings: {
      get: async (name: string) => settings.get(name) ?? null,
      set: (name: string, value: string) => step(() => settings.set(name, value)),
      delete: (name: string) => step(() => settings.delete(name)),
    },
    spotdraftUrl: HERE.spotdraft,
    publicUrl: 'https://dd.example',
    file: {
      path: 'm.yaml',
      backupPath: 'm.yaml.before-apply',
      read: async () => files.present,
      replace: (text: string) => step(() => (files.present = text)),
      readBackup: async () => files.backup,
      writeBackup: (text: string) => step(() => (files.backup = text)),
      removeBackup: () => step(() => (files.backup = null)),
    },
    clock: systemClock,
  } as unknown as ApplyParts;
  return {
    files,
    webhooks,
    stepsOf: () => steps,
    apply: () => applyPromotion(parts, PLAN),
    rollBack: () => rollBackPromotion(parts),
    killed: async (behind: number, what: () => Promise<unknown>): Promise<void> => {
      killedBehind = steps + behind;
      await what().catch(() => undefined);
      killedBehind = Number.POSITIVE_INFINITY;
    },
  };
}

/** How many changes a whole apply makes, and a whole rollback. */
async function lengths(): Promise<readonly [number, number]> {
  const whole = world();
  await whole.apply();
  const applied = whole.stepsOf();
  expect(whole.files.present).toBe(AFTER);
  await whole.rollBack();
  expect(whole).toMatchObject({ files: { present: BEFORE, backup: null }, webhooks: [] });
  return [applied, whole.stepsOf() - applied];
}

describe('an apply that is killed', () => {
  it('is gone on with, and undone whole, wherever it was', async () => {
    const [length] = await lengths();
    for (let behind = 1; behind < length; behind += 1) {
      const { killed, apply, rollBack, files, webhooks } = world();
      await killed(behind, apply);
      const { mayHaveLeft } = await apply();
      expect(files).toEqual({ present: AFTER, backup: BEFORE });
      await rollBack();
      expect(files).toEqual({ present: BEFORE, backup: null });
      // What SpotDraft made and nobody was told of can't be found again: that is said.
      if (webhooks.length > 0) expect(mayHaveLeft).toBe(true);
    }
  });

  it('is undone as it is, wherever it was', async () => {
    const [length] = await lengths();
    for (let behind = 1; behind < length; behind += 1) {
      const { killed, apply, rollBack, files, webhooks } = world();
      await killed(behind, apply);
      const done = await rollBack().catch(() => null);
      expect(files).toEqual({ present: BEFORE, backup: null });
      if (webhooks.length > 0) expect(done?.mayHaveLeft).toBe(true);
    }
  });
});

it('a rollback that is killed is gone on with', async () => {
  const [, length] = await lengths();
  for (let behind = 1; behind < length; behind += 1) {
    const { killed, apply, rollBack, files, webhooks } = world();
    await apply();
    await killed(behind, rollBack);
    await rollBack().catch(() => undefined);
    expect(files.present).toBe(BEFORE);
    expect(webhooks).toEqual([]);
  }
});
