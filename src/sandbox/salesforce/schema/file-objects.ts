import {
  defineObject,
  field,
  lookup,
  owner,
  picklist,
  readOnly,
  required,
  text,
} from './define.js';
import type { ObjectDef } from './types.js';

const contentVersion = defineObject(
  'ContentVersion',
  '068',
  [
    lookup('ContentDocumentId', 'ContentDocument', {
      updateable: false,
      childRelationshipName: 'ContentVersions',
      onParentDelete: 'cascade',
    }),
    text('Title', 255, { ...required, nameField: true }),
    field('Description', 'textarea', { length: 1_000 }),
    field('ReasonForChange', 'textarea', { length: 1_000 }),
    text('PathOnClient', 500, { updateable: false }),
    text('VersionNumber', 20, readOnly),
    field('IsLatest', 'boolean', readOnly),
    text('FileType', 20, readOnly),
    text('FileExtension', 40, readOnly),
    field('ContentSize', 'int', { ...readOnly, precision: 9 }),
    text('Checksum', 50, readOnly),
    field('FirstPublishLocationId', 'reference', {
      length: 18,
      updateable: false,
      referenceTo: ['Account', 'Contact', 'Opportunity', 'SpotDraft_Contract__c', 'User'],
    }),
    field('VersionData', 'base64', { updateable: false }),
    owner(),
  ],
  { sharing: 'file', deletable: false },
);

const contentDocument = defineObject(
  'ContentDocument',
  '069',
  [
    text('Title', 255, { ...required, createable: false, nameField: true }),
    lookup('LatestPublishedVersionId', 'ContentVersion', readOnly),
    text('FileType', 20, readOnly),
    text('FileExtension', 40, readOnly),
    field('ContentSize', 'int', { ...readOnly, precision: 9 }),
    owner(),
  ],
  { sharing: 'file', createable: false },
);

const contentDocumentLink = defineObject(
  'ContentDocumentLink',
  '06A',
  [
    lookup('ContentDocumentId', 'ContentDocument', {
      ...required,
      updateable: false,
      childRelationshipName: 'ContentDocumentLinks',
      onParentDelete: 'cascade',
    }),
    field('LinkedEntityId', 'reference', {
      ...required,
      length: 18,
      updateable: false,
      referenceTo: ['Account', 'Contact', 'Opportunity', 'SpotDraft_Contract__c', 'User'],
      childRelationshipName: 'ContentDocumentLinks',
      onParentDelete: 'cascade',
    }),
    picklist('ShareType', ['V', 'C', 'I'], { length: 40, restrictedPicklist: true }),
    picklist('Visibility', ['AllUsers', 'InternalUsers', 'SharedUsers'], {
      length: 40,
      restrictedPicklist: true,
      defaultValue: 'AllUsers',
    }),
  ],
  { sharing: 'file' },
);

export const FILE_OBJECTS: readonly ObjectDef[] = [
  contentDocument,
  contentDocumentLink,
  contentVersion,
];
