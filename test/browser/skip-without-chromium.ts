import { beforeEach } from 'vitest';
import { chromiumPath } from './chromium.js';

/** Set up before each file of the vitest project "browser". CI installs a browser and fails without one. */
const isMissing = chromiumPath() === null && process.env.CI === undefined;

beforeEach((context) => {
  context.skip(isMissing, 'there is no Chromium here; CHROMIUM_PATH may name one');
});
