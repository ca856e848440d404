import type { RecordPath } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import type { RenewalMapping } from '../mapping.js';
import { Reads, fieldsOf, wholeRecords } from '../reads/reads.js';
import { CONTRACT_WITH_DEAL, DEAL } from '../contract-with-key-pointers.js';
import { RENEWED_VIEW } from '../renewals/renewal-view.js';
import { shortExpression } from '../wording/show-value.js';
import type { CompileContext } from './compile-context.js';
import { compileWritten } from './compile-written.js';
import type { MappingFile } from './mapping-file.schema.js';
import { unknownName, type View } from './seen-names.js';
import { wholeRecordProblem } from './whole-record-problem.js';
import type { KeyPath } from './yaml-source.js';
import { dealReadsOf } from '../reads/deal-reads.js';

type RenewalFile = NonNullable<MappingFile['renewals']>[number];

/** By it a renewal is known to be that of one contract; written by dealdraft alone. */
export const RENEWAL_OF = 'Renewal_Of__c';

/** Compiles what executed contracts lead to before they end, collecting what is wrong with each. */
export function compileRenewals(
  written: readonly RenewalFile[],
  context: CompileContext,
): ReadonlyMap<string, RenewalMapping> {
  const renewals = new Map<string, RenewalMapping>();
  for (const [index, entry] of written.entries()) {
    const compiled = compileRenewal(entry, ['renewals', index], context);
    if (compiled === null) continue;
    const first = renewals.get(entry.type);
    if (first !== undefined) {
      const message = `contract type ${entry.type} has two renewals, first in line ${first.location.line}; a contract gets one, so merge them`;
      context.problems.push({ location: compiled.location, message });
    } else renewals.set(entry.type, compiled);
  }
  return renewals;
}

function compileRenewal(
  entry: RenewalFile,
  at: KeyPath,
  { source, timeZone, problems }: CompileContext,
): RenewalMapping | null {
  const expressions: Expression[] = [];
  function compile(text: string, path: KeyPath, view: View): Expression | null {
    const compiled = compileWritten(text, path, { source, timeZone });
    if ('problem' in compiled) {
      problems.push(compiled.problem);
      return null;
    }
    const { expression } = compiled;
    for (const problem of expressionProblems(expression, view)) {
      const message = `the expression ${shortExpression(text)}: ${problem}`;
      problems.push({ location: expression.location, message });
    }
    expressions.push(expression);
    return expression;
  }

  const location = source.locate([...at, 'type']);
  const endDate = compile(entry.endDate, [...at, 'endDate'], CONTRACT_WITH_DEAL);
  const fields = new Map<string, Expression>();
  for (const [name, text] of Object.entries(entry.opportunity)) {
    const path = [...at, 'opportunity', name];
    if (name === RENEWAL_OF || name === 'Id') {
      const message = `${name} is dealdraft's own: it says which contract the opportunity renews; take it out`;
      problems.push({ location: source.locate(path), message });
      continue;
    }
    const expression = compile(text, path, RENEWED_VIEW);
    if (expression !== null) fields.set(name, expression);
  }
  if (endDate === null) return null;
  return {
    location,
    typeId: entry.type,
    endDate,
    noticeDays: entry.noticeDays,
    fields,
    dealPaths: dealPathsOf(expressions, problems),
    readsKeyPointers: expressions.some(({ derivation }) =>
      [...derivation.reads].some(({ path }) => path.length === 0 || path[0] === 'keyPointers'),
    ),
    relation: entry.relation ?? 'CHILD',
    amendments: entry.amendments ?? [],
  };
}

function expressionProblems({ derivation }: Expression, view: View): readonly string[] {
  const { reads, unknownVariables, numberProblems, problems } = derivation;
  return [
    ...unknownVariables,
    ...numberProblems,
    ...problems,
    ...[...reads].flatMap(({ path }) => unknownName(path, view) ?? []),
  ];
}

function dealPathsOf(
  expressions: readonly Expression[],
  problems: CompileContext['problems'],
): readonly RecordPath[] {
  const all = new Reads();
  for (const expression of expressions) all.addAll(dealReadsOf(expression));
  for (const expression of expressions) {
    for (const path of wholeRecords(dealReadsOf(expression), all)) {
      const message = `the expression ${shortExpression(expression.text)} uses ${wholeRecordProblem(path, path.length === 0 ? [] : [DEAL])}`;
      problems.push({ location: expression.location, message });
    }
  }
  return fieldsOf(all, all);
}
