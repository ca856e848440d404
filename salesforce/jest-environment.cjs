const { TestEnvironment } = require('jest-environment-jsdom');

/** What browsers have and jsdom leaves out, as Node has it. They belong together: fetch takes no other AbortSignal. */
const MISSING = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'ReadableStream',
  'TextDecoder',
  'TextEncoder',
  'AbortController',
  'AbortSignal',
];

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of MISSING) this.global[name] = globalThis[name];
    if (this.global.crypto.randomUUID === undefined) {
      this.global.crypto.randomUUID = () => globalThis.crypto.randomUUID();
    }
  }
};
