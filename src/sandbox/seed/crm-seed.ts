import { createDealWriter } from './crm-deals.js';
import {
  COMPANIES,
  FIRST_NAMES,
  LAST_NAMES,
  PLACES,
  PRICE_FACTORS,
  PRODUCTS,
  STAGES,
  TITLES,
} from './crm-vocabulary.js';
import { createRandom } from './crm-random.js';
import type { CrmRow, CrmSeed, CrmSeedOptions, CrmSeedUser, SeedAccount } from './crm-types.js';
import type { Place } from './crm-vocabulary.js';
import { SeedWriter } from './crm-writer.js';

export { toSeedDeals } from './crm-deals.js';
export type { CrmSeed, CrmSeedOptions, CrmSeedUser, SeedDeal } from './crm-types.js';

/**
 * A made-up sales org: the same for the same options, down to the ids. The first deals are complete ones for demos.
 */
export function createCrmSeed(options: CrmSeedOptions = {}): CrmSeed {
  const { deals = 200, today = new Date() } = options;
  const writer = new SeedWriter(today);
  const users = addUsers(writer);
  const byId = users[0]?.id ?? '';
  const organizationId = writer.nextId('00D');
  addOrganization(writer, organizationId, byId);
  const shares: { recordId: string; userId: string; access: 'Read' | 'Edit' }[] = [];
  if (deals > 0) {
    const prices = addPriceBook(writer, byId);
    const accounts = addAccounts(writer, users);
    const dealWriter = createDealWriter({ writer, users, accounts, prices, shares });
    dealWriter.addAll(deals);
  }
  return { organizationId, users, shares, records: writer.records };
}

function addUsers(writer: SeedWriter): CrmSeedUser[] {
  const domain = 'meridian-cloud.example';
  const person = (
    first: string,
    last: string,
    role: CrmSeedUser['role'],
    profile: CrmSeedUser['profile'],
    extra: { title: string; timeZone: string; currency: string; isActive?: boolean },
  ): CrmSeedUser & { first: string; last: string; extra: typeof extra } => {
    const email =
      role === 'integration' ? `integration@${domain}` : `${first}.${last}@${domain}`.toLowerCase();
    const isActive = extra.isActive ?? true;
    return {
      id: writer.nextId('005'),
      username: email,
      email,
      name: `${first} ${last}`,
      role,
      profile,
      isActive,
      first,
      last,
      extra,
    };
  };
  const people = [
    person('Contract', 'Integration', 'integration', 'integration', {
      title: 'Integration user',
      timeZone: 'GMT',
      currency: 'USD',
    }),
    person('Helena', 'Brandt', 'vp', 'view-all', {
      title: 'VP Sales',
      timeZone: 'America/New_York',
      currency: 'USD',
    }),
    person('Marcus', 'Oyelaran', 'manager', 'standard', {
      title: 'Sales Manager',
      timeZone: 'America/Los_Angeles',
      currency: 'USD',
    }),
    person('Priya', 'Raman', 'rep', 'standard', {
      title: 'Account Executive',
      timeZone: 'Asia/Kolkata',
      currency: 'USD',
    }),
    person('Tom', 'Keller', 'rep', 'standard', {
      title: 'Account Executive',
      timeZone: 'Europe/London',
      currency: 'GBP',
    }),
    person('Dana', 'Whitfield', 'former', 'standard', {
      title: 'Account Executive',
      timeZone: 'America/New_York',
      currency: 'USD',
      isActive: false,
    }),
  ];
  const idOf = (first: string): string | null =>
    people.find((user) => user.first === first)?.id ?? null;
  // Priya and Dana are Marcus's team; Tom answers to Helena directly, so the manager does not see his deals.
  const managers: Readonly<Record<string, string | null>> = {
    Marcus: idOf('Helena'),
    Priya: idOf('Marcus'),
    Dana: idOf('Marcus'),
    Tom: idOf('Helena'),
  };
  for (const { first, last, extra, ...user } of people) {
    writer.add(
      'User',
      {
        Id: user.id,
        Username: user.username,
        FirstName: first,
        LastName: last,
        Email: user.email,
        Alias: `${first.charAt(0)}${last}`.toLowerCase().slice(0, 8),
        Title: extra.title,
        IsActive: user.isActive,
        UserType: 'Standard',
        ManagerId: managers[first] ?? null,
        TimeZoneSidKey: extra.timeZone,
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        DefaultCurrencyIsoCode: extra.currency,
      },
      { created: writer.dateTime(-900), byId: people[0]?.id ?? user.id },
    );
  }
  return people.map(({ first: _first, last: _last, extra: _extra, ...user }) => user);
}

function addOrganization(writer: SeedWriter, organizationId: string, byId: string): void {
  const stamp = { created: writer.dateTime(-1500), byId };
  writer.add(
    'Organization',
    {
      Id: organizationId,
      Name: 'Meridian Cloud',
      Country: 'US',
      InstanceName: 'USA9',
      OrganizationType: 'Enterprise Edition',
      IsSandbox: true,
      TimeZoneSidKey: 'America/New_York',
      LanguageLocaleKey: 'en_US',
      DefaultLocaleSidKey: 'en_US',
      DefaultCurrencyIsoCode: 'USD',
    },
    stamp,
  );
  for (const [index, stage] of STAGES.entries()) {
    writer.add(
      'OpportunityStage',
      {
        Id: writer.nextId('01J'),
        MasterLabel: stage.name,
        ApiName: stage.name,
        IsActive: true,
        SortOrder: index + 1,
        IsClosed: stage.isClosed,
        IsWon: stage.isWon,
        ForecastCategory: stage.forecast[0],
        ForecastCategoryName: stage.forecast[1],
        DefaultProbability: stage.probability,
      },
      stamp,
    );
  }
}

/** @returns price book entry ids by `code/currency`, with the list price */
function addPriceBook(
  writer: SeedWriter,
  byId: string,
): Map<string, { entryId: string; unitPrice: number; pricebookId: string }> {
  const stamp = { created: writer.dateTime(-800), byId };
  const pricebookId = writer.nextId('01s');
  writer.add(
    'Pricebook2',
    { Id: pricebookId, Name: 'Standard Price Book', IsActive: true, IsStandard: true },
    stamp,
  );
  const prices = new Map<string, { entryId: string; unitPrice: number; pricebookId: string }>();
  for (const product of PRODUCTS) {
    const productId = writer.nextId('01t');
    writer.add(
      'Product2',
      {
        Id: productId,
        Name: product.name,
        ProductCode: product.code,
        Description: product.description,
        Family: product.family,
        QuantityUnitOfMeasure: product.unit,
        IsActive: true,
        CurrencyIsoCode: 'USD',
      },
      stamp,
    );
    for (const [currency, factor] of Object.entries(PRICE_FACTORS)) {
      const entryId = writer.nextId('01u');
      const unitPrice = Math.round((product.priceUsd * factor) / 5) * 5;
      writer.add(
        'PricebookEntry',
        {
          Id: entryId,
          Name: product.name,
          Pricebook2Id: pricebookId,
          Product2Id: productId,
          ProductCode: product.code,
          UnitPrice: unitPrice,
          IsActive: true,
          CurrencyIsoCode: currency,
        },
        stamp,
      );
      prices.set(`${product.code}/${currency}`, { entryId, unitPrice, pricebookId });
    }
  }
  return prices;
}

function addAccounts(writer: SeedWriter, users: readonly CrmSeedUser[]): SeedAccount[] {
  const random = createRandom(4_217);
  const sellers = users.filter((user) => user.role !== 'integration');
  return COMPANIES.map(([name, industry], index) => {
    const place = PLACES[index % PLACES.length] ?? random.pick(PLACES);
    const id = writer.nextId('001');
    const ownerId = random.pick(sellers).id;
    const domain = `${name
      .normalize('NFD')
      .replace(/[^A-Za-z0-9 ]/g, '')
      .trim()
      .replace(/ +/g, '-')
      .toLowerCase()}.example`;
    const stamp = {
      created: writer.dateTime(-random.between(400, 780), random.between(28_800, 64_800)),
      byId: ownerId,
    };
    writer.add(
      'Account',
      {
        Id: id,
        Name: name,
        Type: random.pick([
          'Prospect',
          'Customer - Direct',
          'Customer - Direct',
          'Customer - Channel',
        ]),
        Industry: industry,
        Phone: `${place.dialCode} 555 0${random.between(100, 199)}`,
        Website: `https://www.${domain}`,
        AccountNumber: `MC-${10_000 + index * 7}`,
        NumberOfEmployees: random.between(4, 900) * 10,
        ...address('Billing', place),
        ...address('Shipping', place),
        OwnerId: ownerId,
        CurrencyIsoCode: place.currency,
      },
      stamp,
    );
    const contacts = Array.from({ length: random.between(2, 4) }, (_, position) => {
      const firstName = FIRST_NAMES[(index * 5 + position * 7) % FIRST_NAMES.length] ?? 'Alex';
      const lastName = LAST_NAMES[(index * 3 + position * 11) % LAST_NAMES.length] ?? 'Morgan';
      const contactId = writer.nextId('003');
      const mailbox = `${firstName}.${lastName}`
        .normalize('NFD')
        .replace(/ø/g, 'o')
        .replace(/[^A-Za-z.]/g, '')
        .toLowerCase();
      writer.add(
        'Contact',
        {
          Id: contactId,
          AccountId: id,
          FirstName: firstName,
          LastName: lastName,
          Title: TITLES[(index + position * 3) % TITLES.length] ?? null,
          Email: `${mailbox}@${domain}`,
          Phone: `${place.dialCode} 555 0${random.between(100, 199)}`,
          ...address('Mailing', place),
          OwnerId: ownerId,
          CurrencyIsoCode: place.currency,
        },
        stamp,
      );
      return { id: contactId, name: `${firstName} ${lastName}` };
    });
    return { id, name, place, contacts };
  });
}

function address(prefix: string, place: Place): CrmRow {
  return {
    [`${prefix}Street`]: place.street,
    [`${prefix}City`]: place.city,
    [`${prefix}State`]: place.state,
    [`${prefix}PostalCode`]: place.postalCode,
    [`${prefix}Country`]: place.country,
    [`${prefix}StateCode`]: place.stateCode,
    [`${prefix}CountryCode`]: place.countryCode,
  };
}
