import type { Command } from 'commander';
import type { MappingFinding } from '../mapping/index.js';
import {
  checkMappingLive,
  dryRunMapping,
  sampleMapping,
} from '../services/templates/check-mapping.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { addMappingInit } from './mapping/init.js';
import { printDryRun } from './mapping/print-dry-run.js';
import { printSamples } from './mapping/print-samples.js';
import { addMappingSchema } from './mapping/schema.js';
import { toSampleSize } from './parse-option.js';
import { withEngine } from './with-engine.js';

export function addMapping(program: Command): void {
  const mapping = program.command('mapping');
  mapping
    .command('check')
    .description(
      'check the mapping file against the templates of SpotDraft and the fields of the CRM',
    )
    .option(
      '--opportunity <id>',
      'also show, value by value, what this deal would become; nothing is sent',
    )
    .option(
      '--sample <number>',
      'also show what so many deals, the newest, would become, side by side',
      toSampleSize,
    )
    .option('--template <id>', 'with --opportunity or --sample: only this template')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nThe file is MAPPING_FILE. Exit code 1 when something in it cannot work, 2 when the file cannot be read.',
    )
    .action((options: { opportunity?: string; sample?: number; template?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const findings = await checkMappingLive(engine);
          const { opportunity } = options;
          const dryRuns =
            opportunity === undefined
              ? []
              : await dryRunMapping(engine, opportunity, options.template);
          const { sample } = options;
          const samples =
            sample === undefined ? [] : await sampleMapping(engine, sample, options.template);
          if (options.json)
            printJson({ findings, dryRuns, ...(sample === undefined ? {} : { samples }) });
          else {
            for (const finding of findings) print(findingLine(finding));
            for (const dryRun of dryRuns) printDryRun(dryRun);
            printSamples(samples);
            printSummary(findings);
          }
          const failed =
            findings.some(({ level }) => level === 'error') ||
            dryRuns.some(({ userErrors }) => userErrors.length > 0);
          return failed ? EXIT_FAILED : EXIT_OK;
        }),
      ),
    );
  addMappingInit(mapping);
  addMappingSchema(mapping);
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
