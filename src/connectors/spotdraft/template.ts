export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  readonly contractTypeId: string;
}

export interface Template extends TemplateSummary {
  readonly fields: readonly TemplateField[];
  readonly counterpartyKind: 'individual' | 'organisation' | 'both';
}

/** A template as SpotDraft has it, with what only people go by. */
export interface PublishedTemplate extends Template {
  readonly tags: readonly string[];
}

/** One field of a template as `contract_data` wants it: a leaf, a composite of members, or a list of rows. */
export type TemplateField = TemplateLeaf | TemplateComposite | TemplateRepeating;

interface TemplateFieldBase {
  /** Key in `contract_data`, or in the composite or row it belongs to. */
  readonly name: string;
  readonly label: string;
  /** Leaf: without it SpotDraft refuses the contract, unless it has a default. Composite: the whole object is mandatory. */
  readonly required: boolean;
}

export interface TemplateLeaf extends TemplateFieldBase {
  readonly kind: 'leaf';
  readonly type:
    | 'string'
    | 'boolean'
    | 'int'
    | 'float'
    | 'date'
    | 'enum'
    | 'array of strings'
    | 'array of options'
    | 'array of files'
    | 'unknown';
  /** SpotDraft's own word for the type, shown where `type` is unknown. */
  readonly rawType: string;
  readonly options: readonly TemplateOption[] | null;
  readonly hasDefault: boolean;
}

export interface TemplateComposite extends TemplateFieldBase {
  readonly kind: 'composite';
  /** `currency`, `duration`, `address`, … as SpotDraft names the parent's type; null where it does not. */
  readonly parentType: string | null;
  readonly members: readonly TemplateLeaf[];
}

export interface TemplateRepeating extends TemplateFieldBase {
  readonly kind: 'repeating';
  /** Shape of one row. */
  readonly row: readonly (TemplateLeaf | TemplateComposite)[];
}

export interface TemplateOption {
  readonly label: string;
  /** Sent as it is, with its JSON type. */
  readonly value: string | number;
}
