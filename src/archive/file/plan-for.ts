import { TerminalError } from '../../domain/errors.js';
import { ExpressionError } from '../../mapping/expression/expression-error.js';
import { locationText } from '../../mapping/file/source-location.js';
import { WITHHELD, withheldFrom, type ReadableDeal } from '../../mapping/fit/readable-deal.js';
import { shorten, shortExpression } from '../../mapping/wording/show-value.js';
import { MAX_FOLDERS, folderNamesOf } from '../names.js';
import type { ArchiveDestination, ArchiveRule } from './archive-rules.js';
import { archiveView, type ExecutedContract } from './contract-view.js';
import { metadataNameProblem } from './own-metadata.js';
import { noted } from '../../domain/said.js';

/** Where a contract's document goes at one destination. */
export interface ArchivePlan {
  /** Below the destination's root, valid everywhere. */
  readonly folder: readonly string[];
  /** As it was asked for, without extension: `fileNameOf` makes a name of it. */
  readonly fileName: string;
  /** Added to what is kept of every document. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Whether the destination's `when` wants the contract.
 * @param executed with what `whenReads` asks for; the rest may be missing
 * @throws TerminalError naming the expression when it failed or gave something else than true or false.
 */
export async function isWanted(
  { rules: { when } }: Pick<ArchiveDestination, 'rules'>,
  executed: ExecutedContract,
  deal: ReadableDeal | null,
): Promise<boolean> {
  if (when === null) return true;
  const view = archiveView(executed, deal?.record ?? null);
  return isTrue(when, await evaluateRule(when, view, deal));
}

/**
 * Judges by the archive file alone: the same contract gives the same plan at any time. Whether it is wanted is another question.
 * @param deal what `needs.deal` asks for, as `readDealFor` reads it; null when the contract has no deal
 * @throws TerminalError naming the expression that failed or gave something that can't be used.
 */
export async function planFor(
  { rules }: Pick<ArchiveDestination, 'rules'>,
  executed: ExecutedContract,
  deal: ReadableDeal | null,
): Promise<ArchivePlan> {
  const view = archiveView(executed, deal?.record ?? null);
  const evaluate = (rule: ArchiveRule, input: object) => evaluateRule(rule, input, deal);
  const { contract } = executed;
  const folders =
    rules.folder === null
      ? [contract.type.name, contract.counterpartyName ?? '']
      : foldersOf(rules.folder, await evaluate(rules.folder, withoutSlashes(view)));
  const fileName =
    rules.fileName === null
      ? `${contract.name} (${contract.id})`
      : textOf(rules.fileName, await evaluate(rules.fileName, view), 'one text');
  const metadata =
    rules.metadata === null ? {} : metadataOf(rules.metadata, await evaluate(rules.metadata, view));
  return { folder: folderNamesOf(folders), fileName, metadata };
}

async function evaluateRule(
  { expression, dealReads }: ArchiveRule,
  input: object,
  deal: ReadableDeal | null,
): Promise<unknown> {
  const withheld = deal === null ? null : withheldFrom(deal, dealReads);
  if (withheld !== null) {
    throw new TerminalError(
      noted`${describe(expression)} reads opportunity.${withheld.path.join('.')}, which ${WITHHELD[withheld.kind]}.`,
    );
  }
  try {
    return await expression.evaluate(input, new Date(0));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TerminalError(noted`${describe(expression)} failed: ${error.message}.`, {
      cause: error,
    });
  }
}

function describe({ location, text }: ArchiveRule['expression']): string {
  return noted`${locationText(location)}: the expression ${shortExpression(text)}`;
}

function unusable({ expression }: ArchiveRule, value: unknown, wanted: string): TerminalError {
  return new TerminalError(
    noted`${describe(expression)} gives ${shorten(value)}; it has to give ${wanted}.`,
  );
}

/** An expression that finds nothing says no: what it asks for is not there. */
function isTrue(rule: ArchiveRule, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw unusable(rule, value, noted`true or false`);
}

function textOf(rule: ArchiveRule, value: unknown, wanted: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value))
    return rule.expression.scalar ?? String(value);
  throw unusable(rule, value, wanted);
}

function foldersOf(rule: ArchiveRule, value: unknown): readonly string[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const folders = parts
    .flatMap((part) => textOf(rule, part, noted`a text, or a list of texts`).split('/'))
    .filter((name) => name.trim() !== '');
  if (folders.length <= MAX_FOLDERS) return folders;
  throw unusable(rule, value, noted`at most ${MAX_FOLDERS} folders within each other`);
}

/** Data makes no folders, the expression does: a company may be called "Maersk A/S". */
function withoutSlashes(value: unknown): object {
  const replace = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(/[/\\]/g, '-');
    if (Array.isArray(part)) return part.map(replace);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, replace(member)]));
  };
  return replace(value) as object;
}

const MAX_ENTRIES = 20;

function metadataOf(rule: ArchiveRule, value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw unusable(rule, value, noted`an object such as {"stage": opportunity.StageName}`);
  }
  const entries = Object.entries(value).flatMap(([name, member]): [string, string][] => {
    const problem = metadataNameProblem(name);
    if (problem !== null) throw unusable(rule, value, noted`names for metadata, and ${problem}`);
    if (member === null || member === undefined || member === '') return [];
    if (typeof member === 'boolean') return [[name, String(member)]];
    return [[name, textOf(rule, member, noted`texts, numbers, true or false as values`)]];
  });
  if (entries.length > MAX_ENTRIES)
    throw unusable(rule, value, noted`at most ${MAX_ENTRIES} values`);
  return Object.fromEntries(entries);
}
