export { createSalesforceCrm } from './salesforce-crm.js';
export type { SalesforceCrmOptions } from './salesforce-crm.js';
export type { SalesforceCall } from './client.js';
export type { SalesforceAuth } from './sessions.js';
