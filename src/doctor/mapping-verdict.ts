import type { MappingFinding } from '../mapping/index.js';
import { fail, together, warn } from './check.js';
import type { Verdict } from './check.js';
import { noted } from '../domain/said.js';

/** Findings of the mapping check as one verdict. Each says itself what to do, at its place of the file. */
export function mappingVerdict(findings: readonly MappingFinding[], whenAllOk: string): Verdict {
  const todo = noted`\`dealdraft mapping check\` lists all of them; correct the mapping file, or what it names.`;
  return together(
    findings
      .filter(({ level }) => level !== 'ok')
      .map(({ level, where, message }) =>
        level === 'error' ? fail(`${where}: ${message}`, todo) : warn(`${where}: ${message}`, todo),
      ),
    whenAllOk,
  );
}
