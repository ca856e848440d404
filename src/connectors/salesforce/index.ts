export { createSalesforceCrm } from './salesforce-crm.js';
export type { SalesforceCrmOptions } from './salesforce-crm.js';
