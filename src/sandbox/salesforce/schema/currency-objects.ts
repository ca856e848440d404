import { ACTIVE_CURRENCIES, defineObject, field, picklist, readOnly, required } from './define.js';

/** Exchange rates by date; exists only in an org with advanced currency management. */
export const DATED_CONVERSION_RATE = defineObject(
  'DatedConversionRate',
  '04w',
  [
    picklist('IsoCode', ACTIVE_CURRENCIES, { ...required, ...readOnly, length: 3 }),
    field('ConversionRate', 'double', { ...required, precision: 18, scale: 6 }),
    field('StartDate', 'date', { ...required, ...readOnly }),
    field('NextStartDate', 'date', readOnly),
  ],
  {
    sharing: 'setup',
    createable: false,
    deletable: false,
    writableByIntegrationOnly: true,
    feature: 'datedRates',
  },
);
