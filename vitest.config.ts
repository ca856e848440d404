import { defineConfig } from 'vitest/config';
import { createFlakeReporter } from './test/support/flake-reporter.js';

/** Where .ci/run wants the counts; nobody else asks. */
const reportFile = process.env.TEST_REPORT_FILE;

/** Where .ci/run gathers the tests that passed only on a second look. */
const flakes = createFlakeReporter(process.env.TEST_FLAKES_FILE ?? null);

/** What the whole app does, run once more with its store on Redis. */
const ON_REDIS_TOO = [
  'test/integration/app/story.test.ts',
  'test/integration/app/sync.test.ts',
  'test/integration/app/create-contract-recovery.test.ts',
  'test/integration/app/renewals.test.ts',
  'test/integration/sync/deal-gone.test.ts',
  'test/integration/sync/late-writes.test.ts',
  'test/integration/sync/whole-system.test.ts',
  'test/integration/sync/wrong-clocks.test.ts',
];

/** Two thirds of the time: CI and `npm test` run them, `npm run check` does not. */
const WHOLE_APP = [
  'test/integration/app/**/*.test.ts',
  'test/integration/archive/**/*.test.ts',
  'test/integration/doctor/**/*.test.ts',
];

/** A worker loads the app once, not once a file: half of the processor time. So no test leaves anything in a module. */
const ONE_LOAD = { isolate: false } as const;

/** The store's own tests, on a Redis and a cluster that they start. */
const STORE_ON_REDIS = ['test/contract/store/redis.test.ts'];

/** Real time counts in it. */
const HAS_A_MINUTE = ['test/chaos/create-storm.test.ts'];

/** Where a decision that no test makes is a lost delivery or an open door: `npm run test:coverage` fails below 95 % of branches. */
const COVERED = ['domain', 'mapping', 'webhooks', 'auth', 'sync'];

export default defineConfig({
  // vitest would load a second copy of graphql beside type-graphql's ("another module or realm").
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // Lightning components name each other so.
      {
        find: /^c\/(\w+)$/,
        replacement: `${import.meta.dirname}/salesforce/force-app/main/default/lwc/$1/$1.js`,
      },
    ],
  },
  test: {
    projects: [
      // Rules, and parts against the sandboxes: `npm run check`.
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/chaos/**',
            'test/browser/**',
            'test/e2e/**',
            ...WHOLE_APP,
            ...STORE_ON_REDIS,
          ],
          ...ONE_LOAD,
        },
      },
      // The whole app against both sandboxes. Coverage counts `rules` and these.
      { extends: true, test: { name: 'app', include: WHOLE_APP, ...ONE_LOAD } },
      {
        extends: true,
        test: {
          name: 'redis',
          include: [...ON_REDIS_TOO, ...STORE_ON_REDIS],
          env: { TEST_STORE: 'redis' },
          setupFiles: ['test/support/skip-without-redis.ts'],
        },
      },
      // The page in a real browser.
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/browser/skip-without-chromium.ts'],
          // A story of many steps, each with a limit of its own; several browsers share the cores.
          testTimeout: 420_000,
        },
      },
      // The program as people start it: commands, signals, kills.
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/e2e/**/*.test.ts'],
          // Each test starts several programs, and several tests run at once.
          testTimeout: 60_000,
        },
      },
      // Processes killed again and again. With `processes` and `redis` above it takes a while: `npm run test:long`, and CI.
      {
        extends: true,
        test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], exclude: HAS_A_MINUTE },
      },
      // Alone, after all others: what it promises within a minute it can't keep on two cores that others kill processes on.
      {
        extends: true,
        test: { name: 'creates', include: HAS_A_MINUTE, sequence: { groupOrder: 1 } },
      },
    ],
    // Most tests wait for sockets and timers rather than for a core: more workers than cores halve the time.
    maxWorkers: 4,
    // Real processes, sockets and timers on a busy machine: CI gives a failure one second look, and says so.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 20_000,
    // vitest gives a poll one second, which a busy machine may need for a single look.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 30_000,
    reporters:
      reportFile === undefined
        ? ['default', flakes]
        : ['default', flakes, ['json', { outputFile: reportFile }]],
    coverage: {
      provider: 'v8',
      // A failing test hides no folder that is below its threshold.
      reportOnFailure: true,
      include: COVERED.map((folder) => `src/${folder}/**`),
      reporter: ['text-summary', 'html'],
      thresholds: Object.fromEntries(
        COVERED.map((folder) => [`src/${folder}/**`, { branches: 95 }]),
      ),
    },
  },
});
