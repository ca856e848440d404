import { defineConfig } from 'vitest/config';

/** Where .ci/run wants the counts; nobody else asks. */
const reportFile = process.env.TEST_REPORT_FILE;

/** What the whole app does, run once more with its store on Redis. */
const ON_REDIS_TOO = [
  'test/integration/app/story.test.ts',
  'test/integration/app/sync.test.ts',
  'test/integration/app/create-contract-recovery.test.ts',
];

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
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: ['test/chaos/**', 'test/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'redis',
          include: ON_REDIS_TOO,
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
          // A story of many steps, each with a limit of its own.
          testTimeout: 90_000,
        },
      },
      // Processes killed again and again. With `redis` above it takes a while: `npm run test:long`, and CI.
      { extends: true, test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'] } },
    ],
    // Most tests wait for sockets and timers rather than for a core: more workers than cores halve the time.
    maxWorkers: 4,
    // Real processes, sockets and timers on a busy machine: CI gives a failure one second look. What is broken fails twice.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters:
      reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});
