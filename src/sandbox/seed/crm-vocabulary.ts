/** The words the seed is made of. All companies and people are made up. */

export interface Place {
  readonly street: string;
  readonly city: string;
  readonly state: string | null;
  readonly stateCode: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly countryCode: string;
  readonly currency: string;
  readonly dialCode: string;
}

function place(
  street: string,
  city: string,
  [state, stateCode]: readonly [string | null, string | null],
  postalCode: string,
  [country, countryCode, currency, dialCode]: readonly [string, string, string, string],
): Place {
  return { street, city, state, stateCode, postalCode, country, countryCode, currency, dialCode };
}

const US = ['United States', 'US', 'USD', '+1'] as const;
const GB = ['United Kingdom', 'GB', 'GBP', '+44'] as const;
const DE = ['Germany', 'DE', 'EUR', '+49'] as const;
const FR = ['France', 'FR', 'EUR', '+33'] as const;
const IN = ['India', 'IN', 'INR', '+91'] as const;
const NONE = [null, null] as const;

export const PLACES: readonly Place[] = [
  place('1200 Harbor Way, Suite 400', 'Seattle', ['Washington', 'WA'], '98101', US),
  place('77 Congress Street, 9th Floor', 'Boston', ['Massachusetts', 'MA'], '02110', US),
  place('410 South Wacker Drive', 'Chicago', ['Illinois', 'IL'], '60606', US),
  place('2500 Guadalupe Street', 'Austin', ['Texas', 'TX'], '78705', US),
  place('95 Fulton Avenue', 'San Francisco', ['California', 'CA'], '94105', US),
  place('18 Finsbury Circus', 'London', NONE, 'EC2M 7EB', GB),
  place('3 Quay Street', 'Manchester', NONE, 'M3 3JL', GB),
  place('Hardenbergstraße 21', 'Berlin', NONE, '10623', DE),
  place('Leopoldstraße 88', 'München', NONE, '80802', DE),
  place('14 rue de la République', 'Lyon', NONE, '69001', FR),
  place('42 Residency Road', 'Bengaluru', ['Karnataka', 'KA'], '560025', IN),
  place('Plot 9, Bandra Kurla Complex', 'Mumbai', ['Maharashtra', 'MH'], '400051', IN),
  place('Office 1804, Al Maryah Tower', 'Abu Dhabi', NONE, '764650', [
    'United Arab Emirates',
    'AE',
    'AED',
    '+971',
  ]),
  place('12 Marina Boulevard, #21-04', 'Singapore', NONE, '018982', [
    'Singapore',
    'SG',
    'SGD',
    '+65',
  ]),
  place('210 King Street West', 'Toronto', ['Ontario', 'ON'], 'M5H 1J8', [
    'Canada',
    'CA',
    'CAD',
    '+1',
  ]),
  place('5 Barangaroo Avenue', 'Sydney', ['New South Wales', 'NSW'], '2000', [
    'Australia',
    'AU',
    'AUD',
    '+61',
  ]),
];

/** Name and industry; where each one sits follows from its position. */
export const COMPANIES: readonly (readonly [string, string])[] = [
  ['Northwind Traders', 'Retail'],
  ['Calloway Freight', 'Transportation'],
  ['Bright Harbor Health', 'Healthcare'],
  ['Copperline Energy', 'Energy'],
  ['Juniper & Vale', 'Retail'],
  ['Ashdown Insurance Group', 'Insurance'],
  ['Pemberton Mills', 'Manufacturing'],
  ['Alpine Grid', 'Utilities'],
  ['Lindenhof Biotech', 'Biotechnology'],
  ['Maison Verlaine', 'Retail'],
  ['Sarathi Logistics', 'Transportation'],
  ['Deccan Steel Works', 'Manufacturing'],
  ['Falcon Gulf Trading', 'Retail'],
  ['Straits Payments', 'Finance'],
  ['Maple Ridge Credit Union', 'Banking'],
  ['Coral Coast Resorts', 'Media'],
  ['Halcyon Robotics', 'Technology'],
  ['Whitmore College', 'Education'],
  ['Redwood Analytics', 'Technology'],
  ['Lone Star Drilling', 'Energy'],
  ['Pacific Crest Foods', 'Agriculture'],
  ['Thistle & Rowe Publishing', 'Media'],
  ['Marlowe Architects', 'Construction'],
  ['Hansa Reederei', 'Transportation'],
  ['Isar Optik', 'Manufacturing'],
  ['Atelier Lumière', 'Media'],
  ['Kaveri Textiles', 'Manufacturing'],
  ['Monsoon Foods', 'Agriculture'],
  ['Oasis Medical Centres', 'Healthcare'],
  ['Lion City Semiconductors', 'Technology'],
  ['Great Lakes Paper', 'Manufacturing'],
  ['Wattle Telecom', 'Telecommunications'],
  ['Orchard Street Bank', 'Banking'],
  ['Beacon Hill Legal Services', 'Finance'],
  ['Prairie Wind Cooperative', 'Energy'],
  ['Barton Creek Software', 'Technology'],
  ['Golden Gate Biosciences', 'Biotechnology'],
  ['Kingsway Rail', 'Transportation'],
  ['Pennine Water', 'Utilities'],
  ['Spreewerk Media', 'Media'],
  ['Bavaria Präzision', 'Manufacturing'],
  ['Rhône Pharma', 'Healthcare'],
  ['Nandi Microfinance', 'Finance'],
  ['Konkan Shipping', 'Transportation'],
  ['Desert Rose Hospitality', 'Retail'],
  ['Harbourfront Insurance', 'Insurance'],
  ['Northern Lights Mining', 'Energy'],
  ['Southern Cross Education', 'Education'],
  ['Cascade Outdoor', 'Retail'],
  ['Revere Diagnostics', 'Healthcare'],
  ['Lakeshore Realty Trust', 'Finance'],
  ['Bluebonnet Farms', 'Agriculture'],
  ['Embarcadero Games', 'Technology'],
  ["O'Connell & Daughters", 'Construction'],
  ['Salford Plastics', 'Manufacturing'],
  ['Tempelhof Mobility', 'Transportation'],
  ['Alpenblick Hotels', 'Retail'],
  ['Confluence Conseil', 'Finance'],
  ['Nilgiri Tea Estates', 'Agriculture'],
  ['Arabian Sea Ports', 'Transportation'],
];

export const FIRST_NAMES = [
  'Amelia',
  'Noah',
  'Sofia',
  'Arjun',
  'Clara',
  'Lucas',
  'Meera',
  'Oliver',
  'Yara',
  'Benedikt',
  'Chloé',
  'Rohan',
  'Isla',
  'Tariq',
  'Hannah',
  'Wei Ling',
  'Jonas',
  'Fatima',
  'Grace',
  'Étienne',
  'Divya',
  'Samuel',
  'Ingrid',
  'Mateo',
] as const;

export const LAST_NAMES = [
  'Barros',
  'Whitaker',
  'Lindqvist',
  'Menon',
  'Hoffmann',
  'Okafor',
  'Deshpande',
  'Carver',
  'Al Mansoori',
  'Richter',
  'Moreau',
  'Kulkarni',
  "O'Hara",
  'Haddad',
  'Sørensen',
  'Tan',
  'Brandt',
  'Siddiqui',
  'Mitchell',
  'Lefèvre',
  'Iyer',
  'Novak',
  'Berg',
  'Alvarez',
  'Fairchild',
  'Kapoor',
  'Stein',
] as const;

export const TITLES = [
  'General Counsel',
  'Chief Procurement Officer',
  'Head of Legal Operations',
  'VP Finance',
  'Director of IT',
  'Purchasing Manager',
  'Chief Operating Officer',
  'Contract Manager',
] as const;

interface CatalogProduct {
  readonly name: string;
  readonly code: string;
  readonly family: string;
  readonly unit: string;
  readonly priceUsd: number;
  readonly description: string;
}

function product(
  code: string,
  name: string,
  family: string,
  unit: string,
  priceUsd: number,
  description: string,
): CatalogProduct {
  return { code, name, family, unit, priceUsd, description };
}

export const PRODUCTS: readonly CatalogProduct[] = [
  product(
    'PLT-STD',
    'Platform licence, Standard',
    'Platform',
    'Seat',
    480,
    'Annual licence per named user',
  ),
  product(
    'PLT-ENT',
    'Platform licence, Enterprise',
    'Platform',
    'Seat',
    960,
    'Annual licence per named user with single sign-on and audit log',
  ),
  product(
    'ADD-ANL',
    'Analytics module',
    'Add-on',
    'Each',
    12_500,
    'Dashboards and scheduled exports, per year',
  ),
  product(
    'ADD-INT',
    'Integration hub',
    'Add-on',
    'Each',
    9_800,
    'Connectors to finance and HR systems, per year',
  ),
  product(
    'ADD-SBX',
    'Full sandbox',
    'Add-on',
    'Each',
    6_400,
    'One complete copy of production, per year',
  ),
  product(
    'SVC-IMP',
    'Implementation day',
    'Services',
    'Day',
    1_450,
    'Consultant on site or remote',
  ),
  product(
    'SVC-TRN',
    'Administrator training',
    'Services',
    'Each',
    3_200,
    'Two-day course for up to eight people',
  ),
  product(
    'SVC-MIG',
    'Data migration package',
    'Services',
    'Each',
    18_000,
    'Up to five million rows',
  ),
  product(
    'SUP-PRM',
    'Premium support',
    'Support',
    'Each',
    15_000,
    'Answer within one hour, around the clock, per year',
  ),
  product(
    'SUP-TAM',
    'Technical account manager',
    'Support',
    'Each',
    42_000,
    'Named engineer, per year',
  ),
];

/** Rough list-price factors; the price books of a real org are rounded by hand much the same way. */
export const PRICE_FACTORS: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.95,
  GBP: 0.8,
  INR: 80,
  AED: 3.7,
  SGD: 1.35,
  CAD: 1.35,
  AUD: 1.5,
};

export interface Stage {
  readonly name: string;
  readonly probability: number;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly forecast: readonly [category: string, name: string];
  /** Deals of 100 in this stage. */
  readonly share: number;
}

function stage(
  name: string,
  probability: number,
  share: number,
  forecast: Stage['forecast'],
  end: { isClosed: boolean; isWon: boolean } = { isClosed: false, isWon: false },
): Stage {
  return { name, probability, share, forecast, ...end };
}

export const STAGES: readonly Stage[] = [
  stage('Prospecting', 10, 10, ['Pipeline', 'Pipeline']),
  stage('Qualification', 10, 12, ['Pipeline', 'Pipeline']),
  stage('Needs Analysis', 20, 12, ['Pipeline', 'Pipeline']),
  stage('Value Proposition', 50, 10, ['Pipeline', 'Pipeline']),
  stage('Proposal/Price Quote', 75, 14, ['BestCase', 'Best Case']),
  stage('Negotiation/Review', 90, 16, ['Forecast', 'Commit']),
  stage('Closed Won', 100, 18, ['Closed', 'Closed'], { isClosed: true, isWon: true }),
  stage('Closed Lost', 0, 8, ['Omitted', 'Omitted'], { isClosed: true, isWon: false }),
];

export const DEAL_TOPICS = [
  'Platform licence',
  'Analytics expansion',
  'Enterprise renewal',
  'Regional roll-out',
  'Migration project',
  'Support upgrade',
  'Seat expansion',
  'Sandbox add-on',
  'Pilot',
  'Integration hub',
] as const;

export const NEXT_STEPS = [
  'Send the order form',
  'Legal review of the master agreement',
  'Security questionnaire',
  'Demo to the finance team',
  'Agree on payment terms',
  'Waiting for the purchase order',
] as const;
