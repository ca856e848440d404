import type { ObjectDescription } from '../../connectors/crm.js';
import type { Template, TemplateField } from '../../connectors/spotdraft/template.js';
import { candidatesOf } from './candidates.js';
import { guessField } from './guess-field.js';

/** An entry of the mapping file to begin with. */
export interface GuessedEntry {
  readonly templateId: string;
  readonly name: string;
  readonly counterparty: Readonly<Record<string, string>>;
  /** Expressions by template field. */
  readonly data: Readonly<Record<string, string>>;
  /** Fields of the template for which nothing was found. */
  readonly unguessed: readonly TemplateField[];
}

/**
 * Guesses an entry for a template from what the CRM has, by names and types.
 * @param organizationTypes SpotDraft's labels; the counterparty gets none when there is none to choose
 * @param currencyIsNamed whether SALESFORCE_DEFAULT_CURRENCY stands in where records have no currency
 */
export async function guessEntry(
  template: Template,
  crm: {
    readonly describe: (objectName: string) => Promise<ObjectDescription | null>;
    readonly dealObject: string;
  },
  organizationTypes: readonly string[],
  currencyIsNamed: boolean,
): Promise<GuessedEntry> {
  const [deal, account, owner, line] = await Promise.all(
    [crm.dealObject, 'Account', 'User', 'OpportunityLineItem'].map((name) => crm.describe(name)),
  );
  const accountFields = candidatesOf(account ?? null, 'Account.');
  const hasCurrency = deal?.fields.has('CurrencyIsoCode') === true || currencyIsNamed;
  const from = {
    deal: [
      ...candidatesOf(deal ?? null, ''),
      ...accountFields,
      ...candidatesOf(owner ?? null, 'Owner.'),
    ],
    lines:
      deal?.children.has('OpportunityLineItems') === true ? candidatesOf(line ?? null, '') : [],
    currency: hasCurrency ? 'CurrencyIsoCode' : null,
  };
  const guessed = template.fields.map((field) => ({ field, expression: guessField(field, from) }));
  return {
    templateId: template.id,
    name: `Account.Name & ${JSON.stringify(` – ${template.name}`)}`,
    counterparty: {
      organizationName: 'Account.Name',
      ...labelOf(organizationTypes),
      ...(account?.fields.has('BillingCountryCode') === true
        ? { jurisdiction: 'Account.BillingCountryCode' }
        : {}),
      contact:
        'OpportunityContactRoles[IsPrimary].Contact.{"firstName": FirstName, "lastName": LastName, "email": Email}',
    },
    data: Object.fromEntries(
      guessed.flatMap(({ field, expression }) =>
        expression === null ? [] : [[field.name, expression]],
      ),
    ),
    unguessed: guessed.filter(({ expression }) => expression === null).map(({ field }) => field),
  };
}

function labelOf(organizationTypes: readonly string[]): Readonly<Record<string, string>> {
  const label = organizationTypes.find((type) => /^company$/iu.test(type)) ?? organizationTypes[0];
  return label === undefined ? {} : { organizationType: JSON.stringify(label) };
}
