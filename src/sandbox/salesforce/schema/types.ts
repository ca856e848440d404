export type FieldValue = string | number | boolean | null;

/** A stored row: canonical field names to values. `Id` is always the 18-character form. */
export type SObjectRecord = Record<string, FieldValue>;

export type FieldType =
  | 'id'
  | 'string'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'url'
  | 'address'
  | 'base64'
  /** Shown whole to users who may see it, as a mask to all others. */
  | 'encryptedstring';

/** Org features that add fields or objects; without the feature they do not exist at all. */
export type OrgFeature = 'multiCurrency' | 'datedRates' | 'statePicklists';

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters; 0 for types without a length. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly custom: boolean;
  readonly calculated: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly nameField: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly string[];
  /** Rich text: what is written is kept as HTML. */
  readonly htmlFormatted: boolean;
  readonly referenceTo: readonly string[];
  /** Name of the parent path (`Account` for `AccountId`). */
  readonly relationshipName: string | null;
  /** Name of the list of these rows on the parent (`OpportunityLineItems`). */
  readonly childRelationshipName: string | null;
  readonly onParentDelete: 'cascade' | 'set-null' | 'restrict';
  readonly defaultValue: FieldValue;
  readonly feature: OrgFeature | null;
  /** Part of a compound address field, named by it. */
  readonly compoundFieldName: string | null;
}

/**
 * Who sees a row: its owner, the owner's managers and those it is shared with (`owner`); everyone reads, owners edit
 * (`public-read`); whoever sees the deal it hangs on (`opportunity`); everyone reads, administrators edit (`setup`);
 * whoever sees a record the file is attached to (`file`).
 */
type SharingModel = 'owner' | 'public-read' | 'opportunity' | 'setup' | 'file';

export interface ObjectDef {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly sharing: SharingModel;
  /** The lookup to the deal, for `opportunity` sharing. */
  readonly opportunityField: string | null;
  /** Only the integration user and administrators may write, as the shipped permission sets have it. */
  readonly writableByIntegrationOnly: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  /** Rows are computed when queried; nothing is stored. */
  readonly virtual: boolean;
  readonly feature: OrgFeature | null;
  readonly fields: readonly FieldDef[];
}
