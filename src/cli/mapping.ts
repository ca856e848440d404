import type { Command } from 'commander';
import type { MappingFinding } from '../mapping/index.js';
import { checkMappingLive, dryRunMapping } from '../services/templates/check-mapping.js';
import type { MappingDryRun } from '../services/templates/check-mapping.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

export function addMapping(program: Command): void {
  const mapping = program
    .command('mapping')
    .description('check the mapping file, which says how a deal becomes a contract');
  mapping
    .command('check')
    .description(
      'check the mapping file against the templates of SpotDraft and the fields of the CRM',
    )
    .option(
      '--opportunity <id>',
      'also show, value by value, what this deal would become; nothing is sent',
    )
    .option('--template <id>', 'with --opportunity: only this template')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nThe file is MAPPING_FILE. Exit code 1 when something in it cannot work, 2 when the file cannot be read.',
    )
    .action((options: { opportunity?: string; template?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const findings = await checkMappingLive(engine);
          const { opportunity } = options;
          const dryRuns =
            opportunity === undefined
              ? []
              : await dryRunMapping(engine, opportunity, options.template);
          if (options.json) printJson({ findings, dryRuns });
          else {
            for (const finding of findings) print(findingLine(finding));
            for (const dryRun of dryRuns) printDryRun(dryRun);
            printSummary(findings);
          }
          const failed =
            findings.some(({ level }) => level === 'error') ||
            dryRuns.some(({ userErrors }) => userErrors.length > 0);
          return failed ? EXIT_FAILED : EXIT_OK;
        }),
      ),
    );
}

const MARKS = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

function findingLine({ level, where, message }: MappingFinding): string {
  return `${MARKS[level]} ${where}  ${message}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function printSummary(findings: readonly MappingFinding[]): void {
  const count = (level: MappingFinding['level']) =>
    findings.filter((finding) => finding.level === level).length;
  print(
    `${counted(count('ok'), 'check')} passed, ${counted(count('warning'), 'warning')}, ${counted(count('error'), 'error')}.`,
  );
}

function printDryRun({
  templateId,
  templateName,
  name,
  timezone,
  lines,
  counterparties,
  signatories,
  userErrors,
}: MappingDryRun): void {
  print(
    '',
    `Template ${templateId} (${templateName}), contract name: ${name ?? "SpotDraft's own"}, dates by the clocks of ${timezone}`,
  );
  for (const line of lines) {
    print(
      `  ${line.field} (${line.label}) = ${JSON.stringify(line.value)}   <- ${line.expression ?? line.source}`,
    );
  }
  for (const party of counterparties) print(`  counterparty = ${JSON.stringify(party)}`);
  for (const signatory of signatories) print(`  signatory = ${JSON.stringify(signatory)}`);
  for (const { field, code, message } of userErrors)
    print(`  ERROR ${code} ${field?.join('.') ?? ''}: ${message}`);
  print(
    userErrors.length === 0
      ? '  This deal can become a contract.'
      : '  This deal cannot become a contract yet.',
    '',
  );
}
