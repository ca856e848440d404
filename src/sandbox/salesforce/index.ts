export { startSalesforceSandbox } from './server.js';
export type { SalesforceSandbox } from './server.js';
export type { SalesforceSandboxOptions } from './options.js';
