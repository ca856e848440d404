import { createRequire } from 'node:module';
import sfdxLwcJest from '@salesforce/sfdx-lwc-jest/config.js';

const { jestConfig } = sfdxLwcJest;
const require = createRequire(import.meta.url);
const fromLwc = createRequire(require.resolve('lwc'));
/** Jest runs CommonJS, which these packages carry beside their ES module. */
const engine = (name) => fromLwc.resolve(name).replace(/\.js$/, '.cjs');

export default {
  ...jestConfig,
  // Accessibility checks take long on a machine that is busy with others.
  testTimeout: 60_000,
  // jsdom has no fetch and no streams; the live updates are tested with Node's, against a real server.
  testEnvironment: '<rootDir>/jest-environment.cjs',
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/jest-setup.cjs'],
  moduleNameMapper: {
    // One version of the engine: the one that belongs to the compiler, and that renders the page outside Salesforce.
    '^(lwc|@lwc/engine-dom)$': engine('@lwc/engine-dom'),
    '^@lwc/synthetic-shadow$': engine('@lwc/synthetic-shadow'),
    '^jest-support/(.*)$': '<rootDir>/jest-support/$1',
    '^c/dealdraftLabels$': '<rootDir>/jest-support/labels.js',
    // Jest looks for scripts alone.
    '^c/dealdraftStyles$':
      '<rootDir>/force-app/main/default/lwc/dealdraftStyles/dealdraftStyles.css',
  },
};
