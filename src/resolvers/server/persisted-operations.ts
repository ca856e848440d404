import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GraphQLError, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { ConfigError } from '../../domain/errors.js';
import { tryParseJson } from '../../domain/well-formed.js';

/** Operations that are known by the hash of their text, so that clients need not send it. */
export interface PersistedOperations {
  /** Whether these are the only ones that are carried out. */
  readonly only: boolean;
  /** The text of a known operation; undefined for an unknown hash. */
  textOf(hash: string): string | undefined;
  /** Whether an operation may be carried out, as its text came. */
  allows(text: string): boolean;
}

/** `setting` names what a person would change where something is wrong with it. */
export interface PersistedFile {
  readonly setting: string;
  readonly path: string;
}

const NAMES_SHOWN = 3;
const operationsFile = z.record(z.string(), z.string());

export const NO_PERSISTED_OPERATIONS: PersistedOperations = {
  only: false,
  textOf: () => undefined,
  allows: () => true,
};

/**
 * Reads files of persisted operations: each a JSON object, each text under the lower-case hex SHA-256 of itself.
 * @throws ConfigError with every problem, or when a file can't be read.
 */
export async function loadPersistedOperations(
  files: readonly PersistedFile[],
  options: { readonly only: boolean; readonly schema: GraphQLSchema },
): Promise<PersistedOperations> {
  const read = await Promise.all(files.map((file) => readOperations(file, options.schema)));
  const texts = new Map(read.flat());
  return {
    only: options.only,
    textOf: (hash) => texts.get(hash),
    allows: (text) => !options.only || texts.has(operationHash(text)),
  };
}

async function readOperations(
  { setting, path }: PersistedFile,
  schema: GraphQLSchema,
): Promise<readonly (readonly [hash: string, text: string])[]> {
  const say = (problem: string) => `${setting}: ${path} ${problem}`;
  const file = operationsFile.safeParse(tryParseJson(await readText(setting, path)));
  if (!file.success) {
    throw new ConfigError([say('must be a JSON object of operation texts by their hash.')]);
  }
  const texts = Object.entries(file.data);
  const problems = texts.flatMap(([hash, text]) => problemsOf(hash, text, schema));
  if (problems.length > 0) throw new ConfigError(problems.map(say));
  return texts;
}

export function operationHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Clients of Apollo tell by code and message that they have to send the text along. */
export function persistedQueryNotFound(): GraphQLError {
  return new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
  });
}

async function readText(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError([`${setting}: can't read ${path} (${code}).`]);
  }
}

function problemsOf(hash: string, text: string, schema: GraphQLSchema): string[] {
  const right = operationHash(text);
  if (hash !== right) {
    return [
      `has a text under ${hash.slice(0, 80)} whose hash is ${right}. Make the file anew from the texts that clients send.`,
    ];
  }
  try {
    const faults = validate(schema, parse(text));
    return faults
      .slice(0, NAMES_SHOWN)
      .map(({ message }) => `has an operation (${hash}) that does not fit the schema: ${message}`);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return [`has a text (${hash}) that is no GraphQL: ${error.message}`];
  }
}
