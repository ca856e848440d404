import { z } from 'zod';
import type { GoogleDriveConfig } from '../../domain/destination-config.js';
import { closest } from '../../mapping/wording/closest.js';
import type { SourceProblem } from '../../mapping/file/source-location.js';
import { configErrorOf, schemaProblems } from '../../mapping/file/source-problems.js';
import { readYamlSource, type KeyPath, type YamlSource } from '../../mapping/file/yaml-source.js';
import {
  DESTINATION_KEYS,
  DESTINATION_SCHEMAS,
  DESTINATION_TYPES,
  archiveFile,
  type WrittenDestination,
} from './archive-file.schema.js';
import type { ArchiveDestination, ArchiveRules } from './archive-rules.js';
import { combinationProblems } from './combinations.js';
import { compileRules, factsReadBy, needsOf } from './compile-rules.js';
import { fillIn, type FilledIn, type Surroundings } from './fill-in.js';
import { serviceAccountKey } from './service-account-key.js';
import { belongTogether } from './signing-key.js';
import { toConfig } from './to-config.js';

/** What is in force without an archive file. */
export const NO_ARCHIVE: ArchiveRules = { destinations: [] };

/**
 * Reads an archive file: YAML, its keys, its variables, every expression, and what each expression reads. No destination is
 * asked for anything; `dealdraft archive check` does that.
 * @param fileName as messages show it.
 * @throws ConfigError with all problems, each as `file:line:column: what is wrong; what to do`. No value of a variable, and
 * nothing that may be a secret, stands in one.
 */
export function parseArchiveFile(
  text: string,
  fileName: string,
  surroundings: Surroundings,
): ArchiveRules {
  const read = readYamlSource(text, fileName, 'archive');
  if ('problems' in read) throw configErrorOf(read.problems);
  const { source } = read;
  const problems: SourceProblem[] = [];
  const frame = archiveFile.safeParse(source.data);
  for (const issue of frame.error?.issues ?? []) {
    problems.push(...frameProblems(issue, source));
  }
  const entries = listOf(source.data).map((entry, index) =>
    readDestination(entry, ['destinations', index], source, surroundings),
  );
  for (const entry of entries) problems.push(...entry.problems);
  problems.push(...doubledNames(source));
  if (problems.length > 0) throw configErrorOf(problems);
  return { destinations: entries.flatMap(({ destination }) => destination ?? []) };
}

function frameProblems(issue: z.core.$ZodIssue, source: YamlSource): readonly SourceProblem[] {
  return issue.path.length === 0 && issue.code !== 'unrecognized_keys'
    ? [
        {
          location: source.locate([]),
          message: 'an archive file starts with version: 1, and destinations: below it',
        },
      ]
    : schemaProblems(issue, { source, knownKeys: () => Object.keys(archiveFile.shape) });
}

const frameWithList = z.object({ destinations: z.array(z.unknown()) });

function listOf(data: unknown): readonly unknown[] {
  return frameWithList.safeParse(data).data?.destinations ?? [];
}

interface ReadDestination {
  /** Null when there are problems. */
  readonly destination: ArchiveDestination | null;
  readonly problems: readonly SourceProblem[];
}

const anyRecord = z.record(z.string(), z.unknown());

function readDestination(
  written: unknown,
  at: KeyPath,
  source: YamlSource,
  surroundings: Surroundings,
): ReadDestination {
  const location = source.locate(at);
  const refused = (message: string, path = at): ReadDestination => ({
    destination: null,
    problems: [{ location: source.locate(path), message }],
  });
  if (!anyRecord.safeParse(written).success) {
    return refused(`${at.join('.')}: write name, type and the keys of that type for a destination`);
  }
  const filled = fillIn(written, at, source, surroundings);
  const entry = anyRecord.parse(filled.value);
  const type = DESTINATION_TYPES.find((known) => known === entry.type);
  const compiled = compileRules(entry, at, source);
  const needs = needsOf(compiled.rules);
  const found: SourceProblem[] = [...filled.problems, ...compiled.problems, ...needs.problems];
  const typePath = [...at, 'type'];
  if (type === undefined) {
    if (!filled.failed.has(JSON.stringify(typePath))) {
      found.push({ location: source.locate(typePath), message: typeProblem(entry.type, typePath) });
    }
    return { destination: null, problems: found };
  }
  const parsed = DESTINATION_SCHEMAS[type].safeParse(entry);
  const say = (path: KeyPath, message: string) => {
    if (filled.failed.has(JSON.stringify(path))) return;
    found.push({ location: source.locate(path), message });
  };
  for (const issue of parsed.error?.issues ?? []) {
    for (const problem of destinationProblems(issue, { type, at, source, filled })) {
      found.push(problem);
    }
  }
  for (const { key, problem } of combinationProblems(type, entry)) {
    say([...at, key], `${[...at, key].join('.')}: ${problem}`);
  }
  const keyFile = keyFromFile(entry.serviceAccountKeyFile, surroundings);
  if ('problem' in keyFile) {
    const path = [...at, 'serviceAccountKeyFile'];
    say(path, `${path.join('.')}: ${keyFile.problem}`);
  }
  if (parsed.success && isMismatched(parsed.data)) {
    const path = [...at, 'privateKey'];
    say(
      path,
      `${path.join('.')}: is not the key of the certificate; give the two that belong together`,
    );
  }
  const config =
    parsed.success && found.length === 0
      ? toConfig(parsed.data, 'key' in keyFile ? keyFile.key : null)
      : null;
  if (config === null || !parsed.success) return { destination: null, problems: found };
  const { name, sidecar, recordInSpotDraft } = parsed.data;
  return {
    problems: [],
    destination: {
      name,
      location,
      config,
      rules: compiled.rules,
      sidecar,
      recordInSpotDraft,
      needs: needs.needs,
      whenReads: factsReadBy(compiled.rules.when),
    },
  };
}

function typeProblem(given: unknown, path: KeyPath): string {
  const all = DESTINATION_TYPES.join(', ');
  if (given === undefined) return `${path.join('.')}: is missing: one of ${all}`;
  const hint = typeof given === 'string' ? closest(given, DESTINATION_TYPES) : '';
  return `${path.join('.')}: must be one of ${all}${hint}`;
}

function destinationProblems(
  issue: z.core.$ZodIssue,
  {
    type,
    at,
    source,
    filled,
  }: {
    readonly type: WrittenDestination['type'];
    readonly at: KeyPath;
    readonly source: YamlSource;
    readonly filled: FilledIn;
  },
): readonly SourceProblem[] {
  const path = [...at, ...issue.path.filter((key) => typeof key !== 'symbol')];
  // An expression of a wrong kind, and a value whose variable is not there.
  if (filled.failed.has(JSON.stringify(path))) return [];
  const knownKeys = (place: KeyPath): readonly string[] => {
    const below = place[at.length];
    const shape: Readonly<Record<string, unknown>> = DESTINATION_SCHEMAS[type].shape;
    return below === undefined ? Object.keys(shape) : keysBelow(shape[below]);
  };
  if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) {
    return schemaProblems(issue, { source, at, knownKeys });
  }
  return issue.keys.flatMap((key) => {
    const owners = DESTINATION_TYPES.filter((other) => Object.hasOwn(DESTINATION_KEYS[other], key));
    if (owners.length === 0) {
      return schemaProblems({ ...issue, keys: [key] }, { source, at, knownKeys });
    }
    const own = Object.keys(DESTINATION_KEYS[type]).join(', ');
    const message = `"${key}" is a key of ${owners.join(' and ')}, not of ${type}, which takes ${own}`;
    return [{ location: source.locate([...at, key]), message }];
  });
}

function keysBelow(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return keysBelow(schema.unwrap());
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function keyFromFile(
  path: unknown,
  surroundings: Surroundings,
): { readonly key: GoogleDriveConfig['serviceAccountKey'] | null } | { readonly problem: string } {
  if (typeof path !== 'string' || path.trim() === '') return { key: null };
  const file = surroundings.readFile(path.trim());
  if ('problem' in file) return file;
  const parsed = serviceAccountKey.safeParse(file.text);
  return parsed.success
    ? { key: parsed.data }
    : { problem: parsed.error.issues.map(({ message }) => message).join('; ') };
}

function isMismatched(written: WrittenDestination): boolean {
  if (written.type !== 'sharepoint' && written.type !== 'onedrive') return false;
  const { certificate, privateKey } = written;
  return (
    certificate !== undefined &&
    privateKey !== undefined &&
    !belongTogether(certificate, privateKey)
  );
}

const named = z.object({ name: z.union([z.string(), z.number()]).transform(String) });

/** Also of destinations that have another mistake, so that one look at the file is enough. */
function doubledNames(source: YamlSource): readonly SourceProblem[] {
  const lines = new Map<string, number>();
  return listOf(source.data).flatMap((entry, index) => {
    const name = named.safeParse(entry).data?.name.trim();
    if (name === undefined) return [];
    const location = source.locate(['destinations', index, 'name']);
    const key = name.toLowerCase();
    const first = lines.get(key);
    if (first === undefined) {
      lines.set(key, location.line);
      return [];
    }
    const message = `destinations.${index}.name: "${name}" is the name of the destination in line ${first}, too (upper and lower case count alike); give each its own`;
    return [{ location, message }];
  });
}
