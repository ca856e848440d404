/** One descriptor of template metadata; a missing `required` means true. */
export interface Descriptor {
  readonly display_label: string;
  readonly variable: string;
  readonly type:
    | 'string'
    | 'boolean'
    | 'int'
    | 'float'
    | 'array of strings'
    | 'array of options'
    | 'enum'
    | 'date'
    | 'repeating';
  readonly required?: boolean;
  readonly parent_variable?: string;
  readonly parent_required?: boolean;
  readonly parent_type?: string;
  readonly child_variable?: string;
  readonly options?: readonly { readonly label: string; readonly value: string | number }[];
  readonly default_value?: unknown;
  readonly help_text?: string;
  readonly attributes?: readonly Descriptor[];
}

export interface Template {
  readonly id: number;
  readonly name: string;
  readonly contractTypeId: number;
  readonly counterPartyKind: 'Individual' | 'Organisation' | 'Both';
  readonly isArchived: boolean;
  readonly attributes: readonly Descriptor[];
  tags: readonly string[];
}

const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'INR',
  'SGD',
  'AUD',
  'CAD',
  'JPY',
  'CHF',
  'AED',
  'BRL',
  'CNY',
  'DKK',
  'HKD',
  'MXN',
  'NOK',
  'NZD',
  'PLN',
  'SEK',
  'ZAR',
];

/** A money field: two flattened children under one parent. */
function currency(variable: string, label: string, isRequired: boolean): Descriptor[] {
  const parent = {
    parent_variable: variable,
    parent_type: 'currency',
    parent_required: isRequired,
    required: true,
  };
  return [
    {
      ...parent,
      display_label: `${label} > Currency`,
      variable: `${variable}.type`,
      child_variable: 'type',
      type: 'enum',
      options: CURRENCIES.map((code) => ({ label: code, value: code })),
    },
    {
      ...parent,
      display_label: `${label} > Amount`,
      variable: `${variable}.value`,
      child_variable: 'value',
      type: 'float',
    },
  ];
}

function duration(variable: string, label: string, isRequired: boolean): Descriptor[] {
  const parent = {
    parent_variable: variable,
    parent_type: 'duration',
    parent_required: isRequired,
  };
  return [
    {
      ...parent,
      display_label: `${label} > Unit`,
      variable: `${variable}.type`,
      child_variable: 'type',
      type: 'enum',
      options: ['DAYS', 'MONTHS', 'YEARS'].map((unit) => ({ label: titleCase(unit), value: unit })),
    },
    {
      ...parent,
      display_label: `${label} > Count`,
      variable: `${variable}.value`,
      child_variable: 'value',
      type: 'int',
    },
    {
      ...parent,
      display_label: `${label} > Days`,
      variable: `${variable}.days`,
      child_variable: 'days',
      type: 'int',
      required: false,
    },
  ];
}

function address(variable: string, label: string, isRequired: boolean): Descriptor[] {
  const members = [
    ['line_one', 'Street', true],
    ['city', 'City', true],
    ['state', 'State', false],
    ['country', 'Country', true],
    ['zipcode', 'Postal code', false],
  ] as const;
  return members.map(([member, memberLabel, required]) => ({
    display_label: `${label} > ${memberLabel}`,
    variable: `${variable}.${member}`,
    child_variable: member,
    parent_variable: variable,
    parent_type: 'address',
    parent_required: isRequired,
    type: 'string',
    required,
  }));
}

const PAYMENT_TERMS: Descriptor = {
  display_label: 'Payment terms',
  variable: 'payment_terms',
  type: 'enum',
  parent_type: 'dropdown',
  required: false,
  options: [
    { label: 'Net 15', value: 'net_15' },
    { label: 'Net 30', value: 'net_30' },
    { label: 'Net 45', value: 'net_45' },
    { label: 'Net 60', value: 'net_60' },
  ],
};

/** The workspace's templates, fresh for each sandbox (tags can be changed). */
export function createTemplates(): Template[] {
  return [
    {
      id: 1201,
      name: 'Mutual NDA',
      contractTypeId: 301,
      counterPartyKind: 'Both',
      isArchived: false,
      tags: ['legal', 'sales'],
      attributes: [
        { display_label: 'Effective date', variable: 'effective_date', type: 'date' },
        {
          display_label: 'Purpose',
          variable: 'purpose',
          type: 'string',
          required: false,
          help_text: 'Why the parties exchange confidential information',
        },
        ...duration('confidentiality_term', 'Confidentiality term', false),
      ],
    },
    {
      id: 1202,
      name: 'Master Services Agreement',
      contractTypeId: 302,
      counterPartyKind: 'Organisation',
      isArchived: false,
      tags: ['sales', 'enterprise'],
      attributes: [
        { display_label: 'Customer name', variable: 'customer_name', type: 'string' },
        { display_label: 'Effective date', variable: 'effective_date', type: 'date' },
        ...duration('initial_term', 'Initial term', true),
        ...currency('liability_cap', 'Liability cap', false),
        ...address('notice_address', 'Notice address', true),
        {
          display_label: 'Governing law',
          variable: 'governing_law',
          type: 'enum',
          parent_type: 'dropdown',
          options: [
            { label: 'State of Delaware', value: 'us_de' },
            { label: 'England and Wales', value: 'gb_ew' },
            { label: 'Germany', value: 'de' },
            { label: 'Singapore', value: 'sg' },
          ],
          default_value: 'us_de',
        },
      ],
    },
    {
      id: 1204,
      name: 'Order Form',
      contractTypeId: 303,
      counterPartyKind: 'Organisation',
      isArchived: false,
      tags: ['sales'],
      attributes: [
        { display_label: 'Customer name', variable: 'customer_name', type: 'string' },
        { display_label: 'Agreement date', variable: 'agreement_date', type: 'date' },
        ...currency('billing_currency', 'Contract value', true),
        {
          display_label: 'Pricing schedule',
          variable: 'pricing_schedule',
          type: 'repeating',
          required: false,
          attributes: [
            { display_label: 'Item', variable: 'item', type: 'string' },
            { display_label: 'Quantity', variable: 'quantity', type: 'float' },
            ...currency('amount', 'Amount', true),
          ],
        },
        PAYMENT_TERMS,
        ...duration('subscription_term', 'Subscription term', false),
        ...address('billing_address', 'Billing address', false),
        {
          display_label: 'Renews automatically',
          variable: 'auto_renew',
          type: 'boolean',
          default_value: true,
        },
        {
          display_label: 'Purchase order number',
          variable: 'po_number',
          type: 'string',
          required: false,
        },
      ],
    },
    {
      id: 1207,
      name: 'Statement of Work',
      contractTypeId: 304,
      counterPartyKind: 'Organisation',
      isArchived: false,
      tags: ['services'],
      attributes: [
        { display_label: 'Project name', variable: 'project_name', type: 'string' },
        { display_label: 'Start date', variable: 'start_date', type: 'date' },
        {
          display_label: 'Milestones',
          variable: 'milestones',
          type: 'repeating',
          attributes: [
            { display_label: 'Milestone', variable: 'milestone', type: 'string' },
            { display_label: 'Due date', variable: 'due_date', type: 'date', required: false },
            ...currency('amount', 'Amount', true),
          ],
        },
        {
          display_label: 'Billing frequency in months',
          variable: 'billing_frequency',
          type: 'enum',
          parent_type: 'dropdown',
          options: [
            { label: 'Monthly', value: 1 },
            { label: 'Quarterly', value: 3 },
            { label: 'Annually', value: 12 },
          ],
        },
        {
          display_label: 'Delivery regions',
          variable: 'regions',
          type: 'array of options',
          required: false,
          options: [
            { label: 'Americas', value: 'AMER' },
            { label: 'Europe, Middle East and Africa', value: 'EMEA' },
            { label: 'Asia Pacific', value: 'APAC' },
          ],
        },
      ],
    },
    {
      id: 1210,
      name: 'Reseller Agreement',
      contractTypeId: 305,
      counterPartyKind: 'Organisation',
      isArchived: false,
      tags: ['partner'],
      attributes: [
        { display_label: 'Partner name', variable: 'partner_name', type: 'string' },
        ...duration('term', 'Term', true),
        { display_label: 'Discount in percent', variable: 'discount_percent', type: 'float' },
        {
          display_label: 'Named accounts',
          variable: 'named_accounts',
          type: 'array of strings',
          required: false,
        },
        { display_label: 'Exclusive', variable: 'is_exclusive', type: 'boolean' },
      ],
    },
    {
      id: 1215,
      name: 'Independent Contractor Agreement',
      contractTypeId: 306,
      counterPartyKind: 'Individual',
      isArchived: false,
      tags: ['people'],
      attributes: [
        { display_label: 'Start date', variable: 'start_date', type: 'date' },
        ...currency('day_rate', 'Day rate', true),
        {
          display_label: 'Days per month',
          variable: 'days_per_month',
          type: 'int',
          required: false,
        },
      ],
    },
    {
      id: 1219,
      name: 'Order Form (until 2024)',
      contractTypeId: 303,
      counterPartyKind: 'Organisation',
      isArchived: true,
      tags: ['legacy'],
      attributes: [{ display_label: 'Customer name', variable: 'customer_name', type: 'string' }],
    },
  ];
}

function titleCase(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
