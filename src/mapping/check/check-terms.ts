import type { FieldDescription } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import type { CrmModel } from '../reads/crm-model.js';
import type { Reads } from '../reads/reads.js';
import { KEY_POINTERS } from '../contract-with-key-pointers.js';
import type { TermRule, TermRules } from '../terms/term-rules.js';
import { closest } from '../wording/closest.js';
import { pathFault } from './path-fault.js';
import { warning, type Fault, type Report } from './report.js';
import { noted } from '../../domain/said.js';

/** Names of all facts that contracts of any type may have; null where SpotDraft was not asked or did not say. */
export type KeyPointerNames = () => Promise<ReadonlySet<string> | null>;

/** Holds the checks of signed terms against both systems: what they read of deals and of contracts, and their tolerances. */
export async function checkTerms(
  rules: TermRules,
  model: CrmModel,
  keyPointerNames: KeyPointerNames,
  report: Report,
): Promise<void> {
  const known = await knownNames(rules, keyPointerNames);
  for (const rule of rules.checks) {
    const before = report.faults;
    const { when, expected } = rule;
    await checkDealReads(expected, expected.derivation.reads, rules, model, report);
    if (when !== null) await checkDealReads(when.expression, when.dealReads, rules, model, report);
    checkKeyPointers(rule, known, report);
    const fault = await toleranceFault(rule, model);
    if (fault !== null) report.add(fault, expected.location);
    if (report.faults === before) report.ok(`check "${rule.name}"`, rule.location);
  }
}

/** Only what they read of contracts: names of key pointers that no contract type has. */
export async function checkSignedReads(
  rules: TermRules,
  keyPointerNames: KeyPointerNames,
  report: Report,
): Promise<void> {
  const known = await knownNames(rules, keyPointerNames);
  for (const rule of rules.checks) checkKeyPointers(rule, known, report);
}

/** They are asked for where a check reads one. */
async function knownNames(
  { checks }: TermRules,
  keyPointerNames: KeyPointerNames,
): Promise<ReadonlySet<string> | null> {
  const isNamed = checks.some(({ signed, when }) =>
    [signed, when].some((one) => one !== null && namesOf(one.expression).length > 0),
  );
  return isNamed ? keyPointerNames() : null;
}

function checkKeyPointers(
  { signed, when }: TermRule,
  known: ReadonlySet<string> | null,
  report: Report,
): void {
  for (const one of [signed, when]) {
    if (one === null || known === null) continue;
    for (const name of namesOf(one.expression)) {
      if (!known.has(name)) report.add(noKeyPointer(name, known), one.expression.location);
    }
  }
}

async function checkDealReads(
  expression: Expression,
  reads: Reads,
  { paths }: TermRules,
  model: CrmModel,
  report: Report,
): Promise<void> {
  // That a record is there shows in its id.
  const own = new Set([...reads].flatMap(({ path }) => [keyOf(path), keyOf([...path, 'Id'])]));
  for (const path of paths) {
    if (!own.has(keyOf(path))) continue;
    const { problem } = await model.find(path);
    if (problem === null) continue;
    report.add(pathFault(path, problem), expression.location);
  }
}

function namesOf({ derivation }: Expression): readonly string[] {
  const names = [...derivation.reads].flatMap(({ path: [first, name] }) =>
    first === KEY_POINTERS && name !== undefined ? [name] : [],
  );
  return [...new Set(names)];
}

/** It may be there all the same: what a person adds to one contract is not among the definitions. */
function noKeyPointer(name: string, known: ReadonlySet<string>): Fault {
  return warning(
    noted`no contract type of SpotDraft has a key pointer "${name}"${closest(name, known)}; correct the name, or the check finds no signed value.`,
  );
}

const NUMBERS: ReadonlySet<FieldDescription['type']> = new Set([
  'integer',
  'number',
  'currency',
  'percent',
]);
const TIMES: ReadonlySet<FieldDescription['type']> = new Set(['date', 'datetime']);

/** Of a value that is a field of the deal as it is; what an expression makes of it, nobody knows beforehand. */
async function toleranceFault(
  { expected, tolerance }: TermRule,
  model: CrmModel,
): Promise<Fault | null> {
  const { refs, members, literals, computed } = expected.derivation.result;
  const [ref] = refs.values();
  const isField = refs.size === 1 && members.size + literals.size + computed.size === 0;
  if (tolerance === null || ref === undefined || !isField) return null;
  const { field } = await model.find(ref.path);
  if (field === null) return null;
  const what = noted`${ref.path.join('.')} is a CRM field of type ${field.type}`;
  if (tolerance.kind === 'time' && NUMBERS.has(field.type)) {
    return warning(
      noted`${what}, to which a tolerance of days means nothing; write a number or "1%".`,
    );
  }
  if (tolerance.kind === 'percent' && TIMES.has(field.type)) {
    return warning(
      noted`${what}, of which there is no percentage; write a tolerance such as "3 days".`,
    );
  }
  if (field.type === 'boolean') {
    return warning(noted`${what}, to which a tolerance means nothing; leave it out.`);
  }
  return null;
}

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}
