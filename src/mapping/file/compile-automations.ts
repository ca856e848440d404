import type { Expression } from '../expression/expression.js';
import type { Automation, AutomationMapping, ContractMapping } from '../mapping.js';
import { Reads, fieldsOf, wholeRecords } from '../reads/reads.js';
import { closest } from '../wording/closest.js';
import { shortExpression } from '../wording/show-value.js';
import type { CompileContext } from './compile-context.js';
import { compileWritten } from './compile-written.js';
import type { MappingFile } from './mapping-file.schema.js';
import { wholeRecordProblem } from './whole-record-problem.js';

type RuleFile = NonNullable<MappingFile['automations']>[number];

/** Compiles the rules by which contracts are made by themselves, collecting what is wrong with each. */
export function compileAutomations(
  written: readonly RuleFile[],
  contracts: ReadonlyMap<string, ContractMapping>,
  { source, timeZone, problems }: CompileContext,
): AutomationMapping {
  const rules: Automation[] = [];
  for (const [index, { template, when, send = false }] of written.entries()) {
    const at = ['automations', index];
    const location = source.locate([...at, 'template']);
    if (!contracts.has(template)) {
      const message = `template ${template} has no entry under contracts${closest(template, [...contracts.keys()])}, so nothing says what its contract holds; add one`;
      problems.push({ location, message });
    }
    const first = rules.find(({ templateId }) => templateId === template);
    if (first !== undefined) {
      const message = `template ${template} has two automations, first in line ${first.location.line}; a deal gets one contract of a template, so join their conditions with "or"`;
      problems.push({ location, message });
      continue;
    }
    const compiled = compileWritten(when, [...at, 'when'], { source, timeZone });
    if ('problem' in compiled) {
      problems.push(compiled.problem);
      continue;
    }
    const { expression } = compiled;
    for (const problem of conditionProblems(expression)) {
      const message = `the expression ${shortExpression(when)}: ${problem}`;
      problems.push({ location: expression.location, message });
    }
    rules.push({ location, templateId: template, when: expression, send });
  }
  return { rules, paths: pathsOf(rules, problems) };
}

function conditionProblems({ derivation }: Expression): readonly string[] {
  const { unknownVariables, numberProblems, problems, varying, result } = derivation;
  const { literals, computed, members } = result;
  const isNoCondition =
    members.size > 0 ||
    [...literals.values()].some((literal) => typeof literal !== 'boolean') ||
    [...computed].some((type) => type !== 'boolean');
  return [
    ...unknownVariables,
    ...numberProblems,
    ...problems,
    ...varying
      .filter((call) => call === '$random()' || call === '$shuffle()')
      .map((call) => `it uses ${call}, by which chance would decide over a contract; leave it out`),
    ...(isNoCondition
      ? ['it gives something else than true or false; compare, as in StageName = "Proposal"']
      : []),
  ];
}

function pathsOf(
  rules: readonly Automation[],
  problems: CompileContext['problems'],
): AutomationMapping['paths'] {
  const all = new Reads();
  for (const { when } of rules) {
    if (when.derivation.problems.length === 0) all.addAll(when.derivation.reads);
  }
  for (const { when } of rules) {
    const { text, location, derivation } = when;
    if (derivation.problems.length > 0) continue;
    for (const path of wholeRecords(derivation.reads, all)) {
      const message = `the expression ${shortExpression(text)} uses ${wholeRecordProblem(path)}`;
      problems.push({ location, message });
    }
  }
  return fieldsOf(all, all);
}
