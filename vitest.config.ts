import { defineConfig } from 'vitest/config';

/** Where .ci/run wants the counts; nobody else asks. */
const reportFile = process.env.TEST_REPORT_FILE;

export default defineConfig({
  // vitest would load a second copy of graphql beside type-graphql's ("another module or realm").
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for sockets and timers rather than for a core: more workers than cores halve the time.
    maxWorkers: 4,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters:
      reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});
