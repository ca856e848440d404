import type { CounterpartyRequest } from './contract-creation.js';
import { filled } from './filled.js';

/**
 * A counterparty in the older form that all but creating takes: countries by their names, and no contact without a last name.
 */
export function toOlderCounterpartyBody(counterparty: CounterpartyRequest) {
  const { address, contact } = counterparty;
  const jurisdiction =
    counterparty.jurisdiction === undefined ? undefined : countryName(counterparty.jurisdiction);
  const hasDetails = jurisdiction !== undefined || address !== undefined;
  const details = {
    jurisdiction: filled(jurisdiction),
    ...(address === undefined
      ? {}
      : {
          address: {
            line_one: address.lineOne,
            city: address.city,
            country: countryName(address.countryCode),
            country_iso_code: address.countryCode,
            line_two: filled(address.lineTwo),
            state: filled(address.state),
            zipcode: filled(address.zipcode),
          },
        }),
  };
  return {
    is_individual: counterparty.isIndividual,
    poc_details: {
      first_name: contact.firstName,
      last_name: contact.lastName ?? '',
      email: contact.email,
    },
    organization_name: filled(counterparty.organizationName),
    organization_type: filled(counterparty.organizationType),
    ...(hasDetails ? { organization_details: details } : {}),
    party_role_identifier: filled(counterparty.partyRole),
  };
}

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

function countryName(text: string): string {
  return /^[a-z]{2}$/iu.test(text) ? (countries.of(text.toUpperCase()) ?? text) : text;
}
