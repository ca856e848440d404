import { SalesforceError } from './errors.js';
import type { SObjectRecord } from './schema/types.js';
import type { Principal } from './sharing.js';

/**
 * What the package's validation rule of opportunities says: no deal becomes Closed Won while its contract blockers are filled. In
 * this org the permission to pass belongs to those who see everything, but for the integration user.
 * @throws SalesforceError FIELD_CUSTOM_VALIDATION_EXCEPTION
 */
export function checkValidationRules(
  principal: Principal,
  objectName: string,
  row: SObjectRecord,
  stageBefore: SObjectRecord[string] | undefined,
): void {
  if (objectName !== 'Opportunity') return;
  const isClosing = row.StageName === 'Closed Won' && stageBefore !== 'Closed Won';
  const passes = principal.viewsAll && !principal.modifiesAll;
  if (!isClosing || passes || String(row.Contract_Blockers__c ?? '') === '') return;
  throw new SalesforceError(
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'The signed contract does not say what this deal says; see Contract Blockers. Correct the deal, or confirm the difference on the contract.',
    { fields: ['StageName'] },
  );
}
