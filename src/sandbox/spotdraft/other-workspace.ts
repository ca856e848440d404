import type { SpotDraftSandboxOptions } from './options.js';

const TEMPLATES_APART = 5_000;
const ENTITIES_APART = 100;

/** What a production workspace is to a test workspace: the same names under other ids, and none of its contracts. */
export const OTHER_WORKSPACE = {
  contracts: 'none',
  templates: (samples) => samples.map((one) => ({ ...one, id: one.id + TEMPLATES_APART })),
  entities: (samples) =>
    samples.map((one) => ({
      ...one,
      id: one.id + ENTITIES_APART,
      reference_id: `PROD-${one.reference_id}`,
    })),
} as const satisfies SpotDraftSandboxOptions;
