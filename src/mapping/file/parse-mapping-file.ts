import type { z } from 'zod';
import type { Mapping } from '../mapping.js';
import { MappingCompiler } from './compile-mapping.js';
import { knownKeys, mappingFile } from './mapping-file.schema.js';
import type { SourceProblem } from './source-location.js';
import { configErrorOf, schemaProblems } from './source-problems.js';
import { readYamlSource, type YamlSource } from './yaml-source.js';

/**
 * Reads a mapping file: YAML, its keys, every expression, and what each expression reads. Nothing is asked of
 * SpotDraft or the CRM; `checkMapping` does that.
 * @param fileName as messages show it.
 * @throws ConfigError with all problems, each as `file:line:column: what is wrong; what to do`.
 */
export function parseMappingFile(text: string, fileName: string): Mapping {
  const read = readYamlSource(text, fileName, 'mapping');
  if ('problems' in read) throw configErrorOf(read.problems);
  const parsed = mappingFile.safeParse(read.source.data);
  if (!parsed.success) {
    throw configErrorOf(parsed.error.issues.flatMap((issue) => toProblems(issue, read.source)));
  }
  const compiler = new MappingCompiler(read.source, parsed.data.timezone ?? 'UTC');
  const mapping = compiler.compile(parsed.data);
  if (compiler.problems.length > 0) throw configErrorOf(compiler.problems);
  return mapping;
}

function toProblems(issue: z.core.$ZodIssue, source: YamlSource): SourceProblem[] {
  return issue.path.length === 0 && issue.code !== 'unrecognized_keys'
    ? [{ location: source.locate([]), message: 'a mapping file starts with version: 1' }]
    : schemaProblems(issue, { source, knownKeys });
}
