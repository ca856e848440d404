import { z } from 'zod';
import type { NoteUnknown } from './note-unknown.js';
import type {
  PublishedTemplate,
  Template,
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateOption,
  TemplateSummary,
} from './template.js';

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const numericId = z.union([z.string(), z.number()]);

export const templateSummaryWire = z.object({
  id: numericId,
  name: z.string(),
  contract_type_id: numericId,
  tags: z.array(z.string()).nullish().catch(null),
});

const rows = z.array(z.unknown());
/** Documented as `{items}`; a bare array means the same. */
export const templateListWire = z.union([
  rows,
  z.object({ items: rows }).transform((body) => body.items),
]);

export const templateMetadataWire = z.object({
  attributes: rows.nullish().catch(null),
  counter_party_kind: text,
});

/** One variable of a template; composites arrive flattened into one descriptor a member. */
const descriptorWire = z.object({
  display_label: text,
  variable: z.string().min(1),
  type: text,
  required: flag,
  parent_variable: text,
  parent_required: flag,
  parent_type: text,
  child_variable: text,
  options: rows.nullish().catch(null),
  default_value: z.unknown().optional(),
  attributes: rows.nullish().catch(null),
});
type DescriptorWire = z.infer<typeof descriptorWire>;

const optionWire = z.union([
  z.object({ label: z.string(), value: numericId.nullish() }),
  z.string().transform((label) => ({ label, value: label })),
]);

export function toTemplateSummaries(
  list: readonly unknown[],
  note: NoteUnknown,
): readonly TemplateSummary[] {
  return list.flatMap((row) => {
    const parsed = templateSummaryWire.safeParse(row);
    if (!parsed.success) {
      note('template', 'a row without id, name or contract type');
      return [];
    }
    return [toTemplateSummary(parsed.data)];
  });
}

export function toTemplateSummary(wire: z.infer<typeof templateSummaryWire>): TemplateSummary {
  return { id: String(wire.id), name: wire.name, contractTypeId: String(wire.contract_type_id) };
}

export function toTemplate(
  summary: z.infer<typeof templateSummaryWire>,
  metadata: z.infer<typeof templateMetadataWire>,
  note: NoteUnknown,
): PublishedTemplate {
  return {
    ...toTemplateSummary(summary),
    tags: summary.tags ?? [],
    fields: toFields(metadata.attributes ?? [], note),
    counterpartyKind: toCounterpartyKind(metadata.counter_party_kind ?? null, note),
  };
}

function toCounterpartyKind(raw: string | null, note: NoteUnknown): Template['counterpartyKind'] {
  switch (raw?.toLowerCase()) {
    case 'individual':
      return 'individual';
    case 'organisation':
    case 'organization':
      return 'organisation';
    case 'both':
    case undefined:
      return 'both';
    default:
      note('counter_party_kind', raw ?? '');
      return 'both';
  }
}

/** Fields from descriptors, wherever they describe something: a template, an intake form, a key pointer. */
export function toFields(
  attributes: readonly unknown[],
  note: NoteUnknown,
): readonly TemplateField[] {
  return toGroups(attributes, note).map((group) => {
    if (group.parent !== null) return toComposite(group.parent, group.members, note);
    const { descriptor } = group;
    if (descriptor.type !== 'repeating') return toLeaf(descriptor, descriptor.variable, note);
    return {
      kind: 'repeating',
      name: descriptor.variable,
      label: descriptor.display_label ?? descriptor.variable,
      required: descriptor.required ?? true,
      // Rows are one level deep: a repeating field within a row is a leaf of unknown type.
      row: toGroups(descriptor.attributes ?? [], note).map((member) =>
        member.parent !== null
          ? toComposite(member.parent, member.members, note)
          : toLeaf(member.descriptor, member.descriptor.variable, note),
      ),
    };
  });
}

type Group =
  | { readonly parent: null; readonly descriptor: DescriptorWire }
  | { readonly parent: string; readonly members: DescriptorWire[] };

/**
 * Gathers descriptors under their parent, in order of first appearance. Only `parent_variable` makes a group: plain
 * fields carry a `parent_type`, too.
 */
function toGroups(attributes: readonly unknown[], note: NoteUnknown): readonly Group[] {
  const groups: Group[] = [];
  const byParent = new Map<string, DescriptorWire[]>();
  for (const attribute of attributes) {
    const parsed = descriptorWire.safeParse(attribute);
    if (!parsed.success) {
      note('template descriptor', 'a descriptor without a variable');
      continue;
    }
    const descriptor = parsed.data;
    const parent = descriptor.parent_variable;
    if (parent === null || parent === undefined || parent === '') {
      groups.push({ parent: null, descriptor });
      continue;
    }
    const members = byParent.get(parent);
    if (members === undefined) {
      const first = [descriptor];
      byParent.set(parent, first);
      groups.push({ parent, members: first });
    } else {
      members.push(descriptor);
    }
  }
  return groups;
}

function toComposite(
  parent: string,
  members: readonly DescriptorWire[],
  note: NoteUnknown,
): TemplateComposite {
  const parentType = members.map((member) => member.parent_type).find((type) => Boolean(type));
  return {
    kind: 'composite',
    name: parent,
    label: parentLabel(members) ?? parent,
    required: members.some((member) => member.parent_required === true),
    parentType: parentType ?? null,
    members: members.map((member) => toLeaf(member, memberName(member, parent), note)),
  };
}

/** Labels of members read "Parent > Child". */
function parentLabel(members: readonly DescriptorWire[]): string | null {
  for (const member of members) {
    const label = member.display_label ?? '';
    const end = label.indexOf(' > ');
    if (end > 0) return label.slice(0, end);
  }
  return null;
}

function memberName(member: DescriptorWire, parent: string): string {
  if (member.child_variable) return member.child_variable;
  const prefix = `${parent}.`;
  return member.variable.startsWith(prefix)
    ? member.variable.slice(prefix.length)
    : member.variable;
}

const LEAF_TYPES = [
  'string',
  'boolean',
  'int',
  'float',
  'date',
  'enum',
  'array of strings',
  'array of options',
  'array of files',
] as const satisfies readonly TemplateLeaf['type'][];

function toLeaf(descriptor: DescriptorWire, name: string, note: NoteUnknown): TemplateLeaf {
  const rawType = descriptor.type ?? '';
  const type = LEAF_TYPES.find((known) => known === rawType);
  if (type === undefined) note('template field type', rawType);
  const value = descriptor.default_value;
  return {
    kind: 'leaf',
    name,
    label: descriptor.display_label ?? name,
    // Absent means required.
    required: descriptor.required ?? true,
    type: type ?? 'unknown',
    rawType,
    options: toOptions(descriptor.options ?? null, note),
    hasDefault: value !== undefined && value !== null,
  };
}

function toOptions(
  options: readonly unknown[] | null,
  note: NoteUnknown,
): readonly TemplateOption[] | null {
  if (options === null || options.length === 0) return null;
  return options.flatMap((option) => {
    const parsed = optionWire.safeParse(option);
    if (!parsed.success) {
      note('template option', 'an option without a label');
      return [];
    }
    return [{ label: parsed.data.label, value: parsed.data.value ?? parsed.data.label }];
  });
}
