import type { Template, TemplateField, TemplateLeaf } from '../../connectors/spotdraft/template.js';

/** What something is like beyond its name: what differs is named by its key. */
export type Shape = Readonly<Record<string, string>>;

/** Fields by path, each with its type and whether it is needed. */
export function templateShape({ fields, counterpartyKind }: Template): Shape {
  return {
    'kind of counterparty': counterpartyKind,
    ...Object.fromEntries(fields.flatMap((field) => entriesOf(field, ''))),
  };
}

function entriesOf(field: TemplateField, prefix: string): readonly (readonly [string, string])[] {
  const path = prefix + field.name;
  switch (field.kind) {
    case 'leaf':
      return [[path, textOf(field)]];
    case 'composite':
      return [
        [path, need(field.parentType ?? 'composite', field.required)],
        ...field.members.flatMap((member) => entriesOf(member, `${path}.`)),
      ];
    case 'repeating':
      return [
        [path, need('repeating', field.required)],
        ...field.row.flatMap((member) => entriesOf(member, `${path}[].`)),
      ];
  }
}

function textOf({ rawType, options, required, hasDefault }: TemplateLeaf): string {
  const values =
    options === null ? '' : ` of ${options.map(({ value }) => String(value)).join(' | ')}`;
  return need(`${rawType}${values}`, required && !hasDefault);
}

function need(what: string, required: boolean): string {
  return required ? `${what}, required` : what;
}

/** What differs, in words; empty when nothing does. */
export function shapeDifferences(before: Shape, now: Shape): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) => {
    const [was, is] = [before[key], now[key]];
    if (was === is) return [];
    if (was === undefined) return [`${key} is new (${is ?? ''})`];
    if (is === undefined) return [`${key} is not there (${was})`];
    return [`${key} is ${is}, and was ${was}`];
  });
}
