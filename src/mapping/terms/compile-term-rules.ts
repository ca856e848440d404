import { createHash } from 'node:crypto';
import type { RecordPath } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import type { CompileContext } from '../file/compile-context.js';
import { compileWritten } from '../file/compile-written.js';
import type { MappingFile, Written } from '../file/mapping-file.schema.js';
import { unknownName, type View } from '../file/seen-names.js';
import type { KeyPath } from '../file/yaml-source.js';
import { wholeRecordProblem } from '../file/whole-record-problem.js';
import { Reads, fieldsOf, wholeRecords } from '../reads/reads.js';
import { shortExpression } from '../wording/show-value.js';
import {
  CONTRACT_WITH_DEAL,
  CONTRACT_WITH_KEY_POINTERS,
  KEY_POINTERS,
} from '../contract-with-key-pointers.js';
import type { ContractExpression, TermRule, TermRules } from './term-rules.js';
import { parseTolerance } from './tolerance.js';
import { dealReadsOf } from '../reads/deal-reads.js';

type CheckFile = NonNullable<MappingFile['checks']>[number];

/** Compiles the checks of a well-formed file, collecting what is wrong with each. */
export function compileTermRules(
  written: readonly CheckFile[],
  { source, timeZone, problems }: CompileContext,
): TermRules {
  const say = ({ text, location }: Expression, problem: string) => {
    problems.push({ location, message: `the expression ${shortExpression(text)}: ${problem}` });
  };

  function compile({ text = '', hint }: Hinted, path: KeyPath): Expression | null {
    const compiled = compileWritten(text, path, { source, timeZone, hint });
    if ('problem' in compiled) {
      problems.push(compiled.problem);
      return null;
    }
    const { expression } = compiled;
    const { unknownVariables, numberProblems, varying } = expression.derivation;
    for (const problem of [...unknownVariables, ...numberProblems]) say(expression, problem);
    for (const call of varying.filter((name) => /random|shuffle/u.test(name))) {
      say(
        expression,
        `it uses ${call}, which gives another value each time, so nothing is compared`,
      );
    }
    return expression;
  }

  function compileOfContract(given: Hinted, path: KeyPath, view: View): ContractExpression | null {
    const expression = compile(given, path);
    if (expression === null) return null;
    const { reads, problems: unreadable } = expression.derivation;
    // The contract is at hand whole; what is read of the deal has to be known.
    if (view === CONTRACT_WITH_DEAL) for (const problem of unreadable) say(expression, problem);
    for (const { path: read, uses } of reads) {
      const unknown = unknownName(read, view);
      if (unknown !== null) say(expression, unknown);
      const isWhole = read[0] === KEY_POINTERS && read.length < 3 && uses.has('value');
      if (isWhole) say(expression, wholeKeyPointer(read));
    }
    return {
      expression,
      readsKeyPointers:
        unreadable.length > 0 ||
        [...reads].some(({ path: [first] }) => first === undefined || first === KEY_POINTERS),
      dealReads: dealReadsOf(expression),
    };
  }

  const seen = new Map<string, number>();
  const checks = written.flatMap((check, index): TermRule[] => {
    const at = ['checks', index];
    const location = source.locate([...at, 'name']);
    const { name, tolerance, severity = 'warn' } = check;
    const first = seen.get(name.toLowerCase());
    if (first === undefined) seen.set(name.toLowerCase(), location.line);
    else {
      const message = `checks.${index}.name: "${name}" is the name of the check in line ${first}, too; give each its own`;
      problems.push({ location, message });
    }
    const when =
      check.when === undefined
        ? null
        : compileOfContract(hinted(check.when), [...at, 'when'], CONTRACT_WITH_DEAL);
    const signed = compileOfContract(
      hinted(check.signed),
      [...at, 'signed'],
      CONTRACT_WITH_KEY_POINTERS,
    );
    const expected = compile(hinted(check.expected), [...at, 'expected']);
    if (signed === null || expected === null) return [];
    for (const problem of expected.derivation.problems) say(expected, problem);
    const allowed = tolerance === undefined ? null : parseTolerance(tolerance);
    return [{ name, location, when, signed, expected, tolerance: allowed, severity }];
  });

  const read = [
    ...checks.map(({ expected }) => ({ expression: expected, reads: expected.derivation.reads })),
    ...checks.flatMap(({ when }) =>
      when === null ? [] : [{ expression: when.expression, reads: when.dealReads }],
    ),
  ].filter(({ expression }) => expression.derivation.problems.length === 0);
  const all = new Reads();
  for (const { reads } of read) all.addAll(reads);
  for (const { expression, reads } of read) {
    for (const path of wholeRecords(reads, all))
      say(expression, `it uses ${wholeRecordProblem(path)}`);
  }
  return { checks, paths: fieldsOf(all, all), fingerprint: fingerprint(written) };
}

interface Hinted {
  readonly text: string | undefined;
  readonly hint: string | null;
}

function hinted({ text, hint }: Written): Hinted {
  return { text, hint: hint ?? null };
}

function wholeKeyPointer(path: RecordPath): string {
  const name = path[1] ?? 'NAME';
  return `a key pointer is {id, label, value}; compare its value: ${KEY_POINTERS}.${name}.value`;
}

function fingerprint(written: readonly CheckFile[]): string {
  return createHash('sha256').update(JSON.stringify(written)).digest('hex').slice(0, 16);
}
