import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

/** Kinds whose ids the file has; everything else it has by names that stay. */
export const REWRITTEN_KINDS = ['template', 'contractType', 'entity'] as const;

/** What another workspace calls by another id. */
export interface NewId {
  readonly kind: (typeof REWRITTEN_KINDS)[number];
  readonly from: string;
  readonly to: string;
}

/** The text of a mapping file with other ids at the places that name them. Every other character stays as it is. */
export function rewriteReferences(text: string, ids: readonly NewId[]): string {
  const edits = new Map<number, { readonly end: number; readonly text: string }>();
  const document = parseDocument(text);
  const contracts = document.get('contracts');
  const automations = document.get('automations');
  const renewals = document.get('renewals');
  for (const rule of isSeq(automations) ? automations.items : []) {
    if (isMap(rule))
      edit(rule.get('template', true), (source) => replaceNumber(source, idsOf('template')));
  }
  for (const renewal of isSeq(renewals) ? renewals.items : []) {
    if (!isMap(renewal)) continue;
    const amendments = renewal.get('amendments', true);
    const types = isSeq(amendments) ? amendments.items : [];
    for (const type of [renewal.get('type', true), ...types]) {
      edit(type, (source) => replaceNumber(source, idsOf('contractType')));
    }
  }
  for (const entry of isSeq(contracts) ? contracts.items : []) {
    if (!isMap(entry)) continue;
    edit(entry.get('template', true), (source) => replaceNumber(source, idsOf('template')));
    const entity = entry.get('entity', true);
    const expression = isMap(entity) ? entity.get('expression', true) : entity;
    edit(expression, (source) => replaceTexts(source, idsOf('entity')));
  }

  function idsOf(kind: NewId['kind']): ReadonlyMap<string, string> {
    return new Map(ids.filter((id) => id.kind === kind).map(({ from, to }) => [from, to]));
  }

  function edit(node: unknown, change: (source: string) => string): void {
    if (!isScalar(node)) return;
    const [start, end] = (node as Node).range ?? [];
    if (start === undefined || end === undefined) return;
    // An anchor that several entries use is one place.
    edits.set(start, { end, text: change(text.slice(start, end)) });
  }

  let written = '';
  let last = 0;
  for (const [start, { end, text: replacement }] of [...edits].sort(([a], [b]) => a - b)) {
    written += text.slice(last, start) + replacement;
    last = end;
  }
  return written + text.slice(last);
}

function replaceNumber(source: string, ids: ReadonlyMap<string, string>): string {
  return source.replace(/\d+/u, (id) => ids.get(id) ?? id);
}

/** Texts of JSONata within YAML: between either kind of quotes, which YAML's own may want escaped. */
function replaceTexts(source: string, ids: ReadonlyMap<string, string>): string {
  const known = [...ids.keys()].map((id) => id.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  if (known.length === 0) return source;
  const between = new RegExp(`(?<=["'] *)(?:${known.join('|')})(?= *\\\\?["'])`, 'gu');
  return source.replace(between, (id) => ids.get(id) ?? id);
}
