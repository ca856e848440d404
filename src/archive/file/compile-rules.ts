import type { RecordPath } from '../../connectors/crm.js';
import type { Expression } from '../../mapping/expression/expression.js';
import { compileWritten } from '../../mapping/file/compile-written.js';
import { unknownName } from '../../mapping/file/seen-names.js';
import type { SourceProblem } from '../../mapping/file/source-location.js';
import type { KeyPath, YamlSource } from '../../mapping/file/yaml-source.js';
import { ANY_MEMBER } from '../../mapping/reads/abstract-value.js';
import { Reads, fieldsOf, wholeRecords } from '../../mapping/reads/reads.js';
import { shortExpression } from '../../mapping/wording/show-value.js';
import { EXPRESSION_KEYS, type ExpressionKey } from './archive-file.schema.js';
import { FACT_NAMES } from './archive-rules.js';
import type { ArchiveDestination, ArchiveRule, FactName } from './archive-rules.js';
import { ARCHIVE_VIEW } from './contract-view.js';
import { metadataNameProblem } from './own-metadata.js';
import { DEAL } from '../../mapping/contract-with-key-pointers.js';
import { dealReadsOf } from '../../mapping/reads/deal-reads.js';

export type Rules = ArchiveDestination['rules'];

/** Compiles the expressions of one destination, collecting what is wrong with each. */
export function compileRules(
  written: Readonly<Record<string, unknown>>,
  at: KeyPath,
  source: YamlSource,
): { readonly rules: Rules; readonly problems: readonly SourceProblem[] } {
  const problems: SourceProblem[] = [];
  const compile = (key: ExpressionKey): ArchiveRule | null => {
    const value = written[key];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    // What is no expression at all, the schema says.
    if (!['string', 'number', 'boolean'].includes(typeof value) || text.trim() === '') return null;
    const compiled = compileWritten(text, [...at, key], { source, timeZone: 'UTC' });
    if ('problem' in compiled) {
      problems.push(compiled.problem);
      return null;
    }
    const { expression } = compiled;
    for (const problem of [...derivedProblems(expression), ...PROBLEMS_OF[key](expression)]) {
      const message = `the expression ${shortExpression(text)}: ${problem}`;
      problems.push({ location: expression.location, message });
    }
    return { expression, dealReads: dealReadsOf(expression) };
  };
  const entries = EXPRESSION_KEYS.map((key) => [key, compile(key)] as const);
  return { rules: Object.fromEntries(entries) as Rules, problems };
}

function derivedProblems({ derivation }: Expression): readonly string[] {
  const { reads, unknownVariables, numberProblems, problems, varying } = derivation;
  return [
    ...unknownVariables,
    ...numberProblems,
    ...problems,
    ...[...reads].flatMap(({ path }) => unknownName(path, ARCHIVE_VIEW) ?? []),
    ...varying.map(
      (call) =>
        `it uses ${call}, which gives another value each time, so the same contract would be looked for in another place; write what the contract says, such as executedAt`,
    ),
  ];
}

/** What is known to be wrong with the result before any contract is executed. */
const PROBLEMS_OF: Readonly<Record<ExpressionKey, (expression: Expression) => readonly string[]>> =
  {
    folder: ({ text, derivation }) => [
      ...pathProblems(text, derivation.result.literals.values()),
      ...objectProblems(derivation.result.members),
    ],
    fileName: ({ derivation }) => objectProblems(derivation.result.members),
    when: ({ derivation }) => {
      const { literals, computed, members } = derivation.result;
      const isWrong =
        members.size > 0 ||
        [...literals.values()].some((literal) => typeof literal !== 'boolean') ||
        [...computed].some((type) => type !== 'boolean');
      return isWrong ? ['it gives something else than true or false'] : [];
    },
    metadata: ({ derivation }) => {
      const { literals, computed, members } = derivation.result;
      const isWrong = literals.size > 0 || computed.size > 0;
      return [
        ...(isWrong ? ['it gives no object; write it like {"stage": opportunity.StageName}'] : []),
        ...[...members.keys()]
          .filter((name) => name !== ANY_MEMBER)
          .flatMap((name) => metadataNameProblem(name) ?? []),
      ];
    },
  };

function objectProblems(members: ReadonlyMap<string, unknown>): readonly string[] {
  return members.size > 0 ? ['it gives an object, which is no text for a name'] : [];
}

/** Of what stands in the expression itself; what a contract brings with it is made valid. */
function pathProblems(
  text: string,
  literals: Iterable<string | number | boolean>,
): readonly string[] {
  const first = /^\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*&/.exec(text);
  const written = [...literals, first?.[1] ?? first?.[2] ?? ''].map(String);
  if (written.some((path) => path.split('/').includes('..'))) {
    return ['it leads upwards with ".."; name the folders below the root of the destination'];
  }
  return written.some((path) => /^(?:[/\\]|[a-z]:)/i.test(path))
    ? [
        'it begins with "/" or a drive; folders are counted from the root of the destination, so leave that out',
      ]
    : [];
}

/** What an expression reads beside the contract itself; all of it where it takes the whole view. */
export function factsReadBy(rule: ArchiveRule | null): ReadonlySet<FactName> {
  const reads = rule === null ? [] : [...rule.expression.derivation.reads];
  if (reads.some(({ path }) => path.length === 0)) return new Set(FACT_NAMES);
  return new Set(FACT_NAMES.filter((name) => reads.some(({ path }) => path[0] === name)));
}

/** What the rules of one destination need to know of a contract beside itself. */
export function needsOf(rules: Rules): {
  readonly needs: ArchiveDestination['needs'];
  readonly problems: readonly SourceProblem[];
} {
  const given = Object.values(rules).filter((rule) => rule !== null);
  const all = new Reads();
  for (const { dealReads } of given) all.addAll(dealReads);
  const problems = given.flatMap(({ expression, dealReads }) =>
    wholeRecords(dealReads, all).map((path) => ({
      location: expression.location,
      message: `the expression ${shortExpression(expression.text)} uses ${wholeRecordText(path)}`,
    })),
  );
  const fields = fieldsOf(all, all);
  const isAsked = [...all].length > 0;
  return {
    problems,
    needs: {
      // Whether there is a deal at all takes a field of it, too.
      deal: isAsked && fields.length === 0 ? [['Id']] : fields,
      keyPointers: given.some(({ expression }) =>
        [...expression.derivation.reads].some(({ path }) => path[0] === 'keyPointers'),
      ),
    },
  };
}

function wholeRecordText(path: RecordPath): string {
  if (path.length === 0) return 'the whole deal; name the fields it needs';
  const name = [DEAL, ...path].join('.');
  return `${name}, which is a record or a list and not a field; name a field of it, such as ${name}.Name`;
}
