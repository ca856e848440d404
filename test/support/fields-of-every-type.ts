import { field, picklist, text } from '../../src/sandbox/salesforce/schema/define.js';

/** A custom field of each type that a write-back may fill. The lengths are those of the texts that may have to be cut. */
export function fieldsOfEveryType(lengths: {
  readonly text: number;
  readonly area: number;
  readonly rich: number;
}) {
  return [
    text('Text__c', lengths.text),
    field('Area__c', 'textarea', { length: lengths.area }),
    field('Rich__c', 'textarea', { length: lengths.rich, htmlFormatted: true }),
    field('Mail__c', 'email', { length: 80 }),
    field('Link__c', 'url', { length: 255 }),
    field('Phone__c', 'phone', { length: 40 }),
    field('Secret__c', 'encryptedstring', { length: 175 }),
    picklist('Choice__c', ['Red', 'Green']),
    field('Choices__c', 'multipicklist', { length: 255, picklistValues: ['A', 'B', 'C'] }),
    field('Flag__c', 'boolean'),
    field('Whole__c', 'int', { precision: 9 }),
    field('Rate__c', 'double', { precision: 10, scale: 3 }),
    field('Share__c', 'percent', { precision: 5, scale: 1 }),
    field('Money__c', 'currency', { precision: 18, scale: 2 }),
    field('Day__c', 'date'),
    field('Moment__c', 'datetime'),
    field('Hour__c', 'time'),
  ];
}
