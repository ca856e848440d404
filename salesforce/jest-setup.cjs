const { setup } = require('@sa11y/jest');

setup();

// Nothing has a size in jsdom.
globalThis.ResizeObserver = class {
  observe() {}
  disconnect() {}
};
