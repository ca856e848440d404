import {
  ACTIVE_CURRENCIES,
  addressFields,
  currencyIsoCode,
  defineObject,
  field,
  lookup,
  money,
  owner,
  picklist,
  readOnly,
  required,
  text,
} from './define.js';
import type { ObjectDef } from './types.js';

const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
] as const;

const CONTRACT_STATUSES = [
  'DRAFT',
  'REDLINING',
  'SIGN',
  'EXECUTED',
  'ON_HOLD',
  'VOIDED',
  'DELETED',
  'UNKNOWN',
] as const;

const ROLES = [
  'Business User',
  'Decision Maker',
  'Economic Buyer',
  'Executive Sponsor',
  'Evaluator',
  'Influencer',
  'Technical Buyer',
  'Other',
] as const;

const opportunity = defineObject(
  'Opportunity',
  '006',
  [
    text('Name', 120, { ...required, nameField: true }),
    lookup('AccountId', 'Account', { childRelationshipName: 'Opportunities' }),
    field('IsPrivate', 'boolean', { label: 'Private' }),
    field('Description', 'textarea', { length: 32_000 }),
    picklist('StageName', STAGES, { ...required, label: 'Stage' }),
    money('Amount'),
    field('Probability', 'percent', { precision: 3, scale: 0 }),
    money('ExpectedRevenue', { ...readOnly, calculated: true }),
    field('TotalOpportunityQuantity', 'double', { precision: 18, scale: 2 }),
    field('CloseDate', 'date', required),
    picklist(
      'Type',
      [
        'Existing Customer - Upgrade',
        'Existing Customer - Replacement',
        'Existing Customer - Downgrade',
        'New Customer',
      ],
      { label: 'Opportunity Type' },
    ),
    text('NextStep', 255),
    picklist('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']),
    field('IsClosed', 'boolean', { ...readOnly, nillable: false }),
    field('IsWon', 'boolean', { ...readOnly, nillable: false }),
    picklist(
      'ForecastCategory',
      ['Omitted', 'Pipeline', 'BestCase', 'MostLikely', 'Forecast', 'Closed'],
      readOnly,
    ),
    picklist('ForecastCategoryName', [
      'Omitted',
      'Pipeline',
      'Best Case',
      'Most Likely',
      'Commit',
      'Closed',
    ]),
    lookup('ContactId', 'Contact', { updateable: false }),
    lookup('Pricebook2Id', 'Pricebook2'),
    field('HasOpportunityLineItem', 'boolean', { ...readOnly, nillable: false }),
    owner(),
    field('FiscalQuarter', 'int', readOnly),
    field('FiscalYear', 'int', readOnly),
    text('Fiscal', 6, readOnly),
    field('LastStageChangeDate', 'datetime', readOnly),
    currencyIsoCode(),
    text('Contract_Status__c', 40),
    field('Contract_Blockers__c', 'textarea', { length: 4_000 }),
    field('Executed_Document_Link__c', 'url', { length: 255 }),
    field('Contract_Problem__c', 'textarea', { length: 255 }),
    text('Renewal_Of__c', 255, { externalId: true, unique: true, caseSensitive: true }),
  ],
  { labelPlural: 'Opportunities', sharing: 'owner' },
);

const account = defineObject(
  'Account',
  '001',
  [
    text('Name', 255, { ...required, nameField: true }),
    picklist('Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner']),
    lookup('ParentId', 'Account', { childRelationshipName: 'ChildAccounts' }),
    ...addressFields('Billing'),
    ...addressFields('Shipping'),
    field('Phone', 'phone', { length: 40 }),
    field('Website', 'url', { length: 255 }),
    text('AccountNumber', 40),
    picklist('Industry', [
      'Agriculture',
      'Banking',
      'Biotechnology',
      'Construction',
      'Education',
      'Energy',
      'Finance',
      'Healthcare',
      'Insurance',
      'Manufacturing',
      'Media',
      'Retail',
      'Technology',
      'Telecommunications',
      'Transportation',
      'Utilities',
    ]),
    money('AnnualRevenue', { scale: 0 }),
    field('NumberOfEmployees', 'int', { precision: 8 }),
    field('Description', 'textarea', { length: 32_000 }),
    owner(),
    currencyIsoCode(),
  ],
  { sharing: 'public-read' },
);

const contact = defineObject(
  'Contact',
  '003',
  [
    lookup('AccountId', 'Account', { childRelationshipName: 'Contacts' }),
    picklist('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'], { length: 40 }),
    text('FirstName', 40),
    text('LastName', 80, required),
    text('Name', 121, { ...readOnly, nillable: false, nameField: true }),
    text('Title', 128),
    text('Department', 80),
    field('Email', 'email', { length: 80 }),
    field('Phone', 'phone', { length: 40 }),
    field('MobilePhone', 'phone', { length: 40 }),
    ...addressFields('Mailing'),
    field('HasOptedOutOfEmail', 'boolean'),
    owner(),
    currencyIsoCode(),
  ],
  { sharing: 'public-read' },
);

const user = defineObject(
  'User',
  '005',
  [
    text('Username', 80, { ...required, unique: true }),
    text('FirstName', 40),
    text('LastName', 80, required),
    text('Name', 121, { ...readOnly, nillable: false, nameField: true }),
    field('Email', 'email', { length: 128, nillable: false }),
    text('Alias', 8),
    text('Title', 80),
    field('IsActive', 'boolean'),
    picklist('UserType', ['Standard', 'CsnOnly', 'PowerPartner'], readOnly),
    lookup('ManagerId', 'User', { childRelationshipName: 'ManagedUsers' }),
    picklist(
      'TimeZoneSidKey',
      [
        'America/Los_Angeles',
        'America/New_York',
        'Europe/London',
        'Asia/Kolkata',
        'Asia/Singapore',
        'GMT',
      ],
      { length: 40 },
    ),
    picklist('LocaleSidKey', ['en_US', 'en_GB', 'en_IN'], { length: 40 }),
    picklist('LanguageLocaleKey', ['en_US'], { length: 40 }),
    picklist('DefaultCurrencyIsoCode', ACTIVE_CURRENCIES, { length: 3, feature: 'multiCurrency' }),
    text('FederationIdentifier', 512),
  ],
  { sharing: 'setup', writableByIntegrationOnly: true, deletable: false },
);

const opportunityContactRole = defineObject(
  'OpportunityContactRole',
  '00K',
  [
    lookup('OpportunityId', 'Opportunity', {
      ...required,
      updateable: false,
      childRelationshipName: 'OpportunityContactRoles',
      onParentDelete: 'cascade',
    }),
    lookup('ContactId', 'Contact', {
      ...required,
      childRelationshipName: 'OpportunityContactRoles',
      onParentDelete: 'cascade',
    }),
    picklist('Role', ROLES, { length: 40 }),
    field('IsPrimary', 'boolean', { label: 'Primary' }),
    currencyIsoCode(),
  ],
  { sharing: 'opportunity', opportunityField: 'OpportunityId' },
);

const opportunityLineItem = defineObject(
  'OpportunityLineItem',
  '00k',
  [
    lookup('OpportunityId', 'Opportunity', {
      ...required,
      updateable: false,
      childRelationshipName: 'OpportunityLineItems',
      onParentDelete: 'cascade',
    }),
    field('SortOrder', 'int', { precision: 9 }),
    lookup('PricebookEntryId', 'PricebookEntry', { updateable: false }),
    lookup('Product2Id', 'Product2', { updateable: false }),
    text('ProductCode', 255, readOnly),
    text('Name', 376, { ...readOnly, nameField: true }),
    field('Quantity', 'double', { ...required, precision: 12, scale: 2 }),
    money('TotalPrice'),
    money('UnitPrice'),
    money('ListPrice', readOnly),
    field('ServiceDate', 'date'),
    text('Description', 255),
    currencyIsoCode(),
  ],
  { label: 'Opportunity Product', sharing: 'opportunity', opportunityField: 'OpportunityId' },
);

const product = defineObject(
  'Product2',
  '01t',
  [
    text('Name', 255, { ...required, nameField: true }),
    text('ProductCode', 255),
    field('Description', 'textarea', { length: 4_000 }),
    picklist('Family', ['Platform', 'Add-on', 'Services', 'Support'], { label: 'Product Family' }),
    field('IsActive', 'boolean', { label: 'Active' }),
    text('StockKeepingUnit', 180),
    picklist('QuantityUnitOfMeasure', ['Each', 'Seat', 'Day']),
    currencyIsoCode(),
  ],
  { label: 'Product', sharing: 'setup', writableByIntegrationOnly: true },
);

const pricebook = defineObject(
  'Pricebook2',
  '01s',
  [
    text('Name', 255, { ...required, nameField: true }),
    field('IsActive', 'boolean', { label: 'Active' }),
    field('IsStandard', 'boolean', readOnly),
  ],
  { label: 'Price Book', sharing: 'setup', writableByIntegrationOnly: true },
);

const pricebookEntry = defineObject(
  'PricebookEntry',
  '01u',
  [
    text('Name', 255, { ...readOnly, nameField: true }),
    lookup('Pricebook2Id', 'Pricebook2', {
      ...required,
      updateable: false,
      childRelationshipName: 'PricebookEntries',
    }),
    lookup('Product2Id', 'Product2', {
      ...required,
      updateable: false,
      childRelationshipName: 'PricebookEntries',
    }),
    money('UnitPrice', required),
    field('IsActive', 'boolean', { label: 'Active' }),
    field('UseStandardPrice', 'boolean'),
    text('ProductCode', 255, readOnly),
    currencyIsoCode(),
  ],
  {
    label: 'Price Book Entry',
    labelPlural: 'Price Book Entries',
    sharing: 'setup',
    writableByIntegrationOnly: true,
  },
);

const opportunityStage = defineObject(
  'OpportunityStage',
  '01J',
  [
    text('MasterLabel', 255, { ...readOnly, nameField: true }),
    text('ApiName', 255, readOnly),
    field('IsActive', 'boolean', readOnly),
    field('SortOrder', 'int', { ...readOnly, precision: 9 }),
    field('IsClosed', 'boolean', readOnly),
    field('IsWon', 'boolean', readOnly),
    text('ForecastCategory', 40, readOnly),
    text('ForecastCategoryName', 40, readOnly),
    field('DefaultProbability', 'percent', { ...readOnly, precision: 3 }),
  ],
  { sharing: 'setup', createable: false, updateable: false, deletable: false },
);

const organization = defineObject(
  'Organization',
  '00D',
  [
    text('Name', 80, { ...required, createable: false, nameField: true }),
    text('Country', 80, readOnly),
    text('InstanceName', 5, readOnly),
    text('OrganizationType', 40, readOnly),
    text('NamespacePrefix', 15, readOnly),
    field('IsSandbox', 'boolean', readOnly),
    text('TimeZoneSidKey', 40, readOnly),
    text('LanguageLocaleKey', 40, readOnly),
    text('DefaultLocaleSidKey', 40, readOnly),
    // Present with several currencies or one: it is the corporate currency's code.
    text('DefaultCurrencyIsoCode', 3, readOnly),
  ],
  { sharing: 'setup', createable: false, deletable: false, writableByIntegrationOnly: true },
);

const userRecordAccess = defineObject(
  'UserRecordAccess',
  '',
  [
    field('Id', 'id', { ...readOnly, length: 18 }),
    field('UserId', 'reference', { ...readOnly, length: 18, referenceTo: ['User'] }),
    field('RecordId', 'reference', { ...readOnly, length: 18 }),
    field('HasReadAccess', 'boolean', readOnly),
    field('HasEditAccess', 'boolean', readOnly),
    field('HasDeleteAccess', 'boolean', readOnly),
    field('HasTransferAccess', 'boolean', readOnly),
    field('HasAllAccess', 'boolean', readOnly),
    picklist('MaxAccessLevel', ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'], readOnly),
  ],
  { sharing: 'setup', createable: false, updateable: false, deletable: false, virtual: true },
);

const spotDraftContract = defineObject(
  'SpotDraft_Contract__c',
  'a0X',
  [
    text('Name', 80, { nameField: true }),
    owner(),
    text('SpotDraft_Id__c', 255, {
      nillable: false,
      externalId: true,
      unique: true,
      caseSensitive: true,
    }),
    lookup('Opportunity__c', 'Opportunity', { childRelationshipName: 'SpotDraft_Contracts__r' }),
    picklist('Status__c', CONTRACT_STATUSES, { restrictedPicklist: true }),
    text('Contract_Type__c', 80),
    text('Counterparty__c', 80),
    field('SpotDraft_Link__c', 'url', { length: 255 }),
    field('Executed_Document_Link__c', 'url', { length: 255 }),
    field('Archive_Link__c', 'url', { length: 255 }),
    currencyIsoCode(),
  ],
  {
    label: 'SpotDraft Contract',
    sharing: 'opportunity',
    opportunityField: 'Opportunity__c',
    writableByIntegrationOnly: true,
  },
);

export const SALES_OBJECTS: readonly ObjectDef[] = [
  account,
  contact,
  opportunity,
  opportunityContactRole,
  opportunityLineItem,
  opportunityStage,
  organization,
  pricebook,
  pricebookEntry,
  product,
  spotDraftContract,
  user,
  userRecordAccess,
];
