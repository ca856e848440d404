import { beforeEach } from 'vitest';
import { isRedisMissing } from './redis-server.js';

/** Set up before each file of the vitest project "redis". */
const isMissing = isRedisMissing();

beforeEach((context) => {
  context.skip(isMissing, 'there is no redis-server on the PATH');
});
