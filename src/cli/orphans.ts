import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Engine } from '../app/open-engine.js';
import type { Reader } from '../auth/caller.js';
import { parseContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { DealdraftError } from '../domain/errors.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { printable } from '../domain/printable.js';
import type { ContractView } from '../services/contracts/contract-views.js';
import type { Suggestion } from '../services/orphans/score-deal.js';
import { createUnlinkedContractService } from '../services/orphans/unlinked-contracts.js';
import { complain, EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { listUpTo } from './list-up-to.js';
import { DEFAULT_LIMIT, MAX_LIMIT, toLimit } from './parse-option.js';
import { withEngine } from './with-engine.js';

/** Whoever may run commands beside the store acts as the integration does. */
const READER: Reader = { kind: 'integration', keyName: 'command line' };
/** Contracts whose suggestions come of one question to the CRM. */
const PER_QUESTION = 25;

interface Link {
  readonly contractId: ContractId;
  readonly opportunityId: OpportunityId;
}

interface Orphan {
  readonly contract: ContractView['contract'];
  readonly suggestions: readonly Suggestion[];
}

export function addOrphans(program: Command): void {
  program
    .command('orphans')
    .option(
      '--link <contract=deal>',
      'link this contract to this deal, such as T-123=006...; may be given several times',
      addLink,
    )
    .option('--limit <number>', `how many at most, up to ${MAX_LIMIT}`, toLimit, DEFAULT_LIMIT)
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nNothing is linked by a guess: only --link links. docs/orphans.md says how suggestions are made.',
    )
    .action((options: { link?: Link[]; limit: number; json?: true }) =>
      runCommand(() =>
        withEngine((engine) =>
          options.link === undefined
            ? list(engine, options)
            : linkAll(engine, options.link, options.json === true),
        ),
      ),
    );
}

function addLink(text: string, before: readonly Link[] = []): Link[] {
  const [contract, deal, ...more] = text.split('=');
  if (contract === undefined || deal === undefined || more.length > 0) {
    throw new InvalidArgumentError(
      'It is written CONTRACT=DEAL, such as T-123=0065g00000ABCDEAA4.',
    );
  }
  try {
    return [
      ...before,
      {
        contractId: parseContractId(contract.trim()),
        opportunityId: parseOpportunityId(deal.trim()),
      },
    ];
  } catch (error) {
    if (error instanceof DealdraftError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

async function list(
  { services }: Engine,
  { limit, json }: { readonly limit: number; readonly json?: true },
): Promise<number> {
  const orphans = services.of(createUnlinkedContractService);
  const { found, hasMore } = await listUpTo(limit, (page) => orphans.list(READER, page));
  const coverage = await orphans.coverage(READER);
  const contracts: Orphan[] = [];
  for (let from = 0; from < found.length; from += PER_QUESTION) {
    const part = found.slice(from, from + PER_QUESTION);
    const suggested = await orphans.suggestions(
      READER,
      part.map(({ contract }) => contract.id),
    );
    for (const { contract } of part) {
      const orphan = { contract, suggestions: suggested.get(contract.id) ?? [] };
      contracts.push(orphan);
      if (json === undefined) print(...orphanLines(orphan));
    }
  }
  if (json) {
    printJson({ contracts, hasMore, coverage });
    return EXIT_OK;
  }
  if (hasMore) print('There are more: raise --limit.');
  print(
    coverage.all === 0
      ? 'No contract is known yet. "dealdraft backfill" reads them.'
      : `${coverage.linked} of ${coverage.all} contracts are linked to a deal.`,
  );
  return EXIT_OK;
}

/** How a contract and its suggestions are shown. */
export function orphanLines({ contract, suggestions }: Orphan): readonly string[] {
  const { id, name, counterpartyName, status, createdAt } = contract;
  const whose = counterpartyName === null ? '' : `, with ${counterpartyName}`;
  return [
    `${id}  ${name}${whose} (${status}, ${createdAt.slice(0, 10)})`,
    ...(suggestions.length === 0 ? ['    no deal fits'] : []),
    ...suggestions.flatMap(({ opportunity, score, reasons }) => [
      `    ${score.toFixed(2)}  ${opportunity.id}  ${opportunity.name}`,
      ...reasons.map((reason) => `          ${reason}`),
    ]),
  ];
}

async function linkAll(engine: Engine, links: readonly Link[], json: boolean): Promise<number> {
  const results: (Link & { readonly linked: boolean; readonly errors: readonly string[] })[] = [];
  for (const link of links) {
    const errors = await linkOne(engine, link);
    results.push({ ...link, linked: errors.length === 0, errors });
    if (json) continue;
    if (errors.length === 0) print(`${link.contractId} is linked to ${link.opportunityId}.`);
    for (const error of errors) complain(`${link.contractId}: ${printable(error)}`);
  }
  if (json) printJson({ links: results });
  return results.every(({ linked }) => linked) ? EXIT_OK : EXIT_FAILED;
}

/** @returns what stands against it; the other links are made all the same. */
async function linkOne({ services }: Engine, link: Link): Promise<readonly string[]> {
  const { contractId, opportunityId } = link;
  try {
    const known = (await services.contracts.get(READER, [contractId])).get(contractId);
    if (known instanceof Error) throw known;
    const present = known?.contract.opportunityId ?? null;
    if (present === opportunityId) return [];
    if (present !== null) {
      return [`It is linked to ${present} already; the mutation linkContract moves it.`];
    }
    const { userErrors } = await services.actions.link(READER, link);
    return userErrors.map(({ message }) => message);
  } catch (error) {
    if (error instanceof DealdraftError) return [error.message];
    throw error;
  }
}
