import { readFileSync } from 'node:fs';
import { ENVIRONMENT } from './environment.js';
import type { Variable, VariableName, VariableValue } from './environment.js';

export interface EnvironmentReader {
  /** Undefined when it is absent or wrong; what is wrong stands in `problems`. */
  readonly read: <N extends VariableName>(name: N) => VariableValue<N> | undefined;
  /** The same, and absent is a problem. */
  readonly need: <N extends VariableName>(name: N) => VariableValue<N> | undefined;
  readonly isGiven: (name: string) => boolean;
  /** Variables that were given and can't be used. */
  readonly failed: ReadonlySet<VariableName>;
  /** One line each, beginning with the variable's name. */
  readonly problems: string[];
}

/**
 * Reads variables one by one and collects what is wrong with them.
 * @param options what a command's options say instead of a variable
 */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  options: Readonly<Partial<Record<VariableName, string>>>,
): EnvironmentReader {
  const problems: string[] = [];
  const failed = new Set<VariableName>();

  const isGiven = (name: string) => (environment[name]?.trim() ?? '') !== '';

  const textOf = (name: VariableName): string | undefined => {
    if (options[name] !== undefined) return options[name];
    const found = readVariable(environment, name);
    if (!('problem' in found)) return found.text;
    problems.push(found.problem);
    failed.add(name);
    return undefined;
  };

  const read = <N extends VariableName>(name: N): VariableValue<N> | undefined => {
    const { schema, defaultText }: Variable<unknown> = ENVIRONMENT[name];
    const value = textOf(name) ?? (failed.has(name) ? undefined : defaultText);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data as VariableValue<N>;
    failed.add(name);
    const messages = new Set(result.error.issues.map((issue) => issue.message));
    problems.push(...[...messages].map((message) => `${name}: ${message}.`));
    return undefined;
  };

  const need = <N extends VariableName>(name: N): VariableValue<N> | undefined => {
    const value = read(name);
    if (value === undefined && !failed.has(name))
      problems.push(`${name}: is missing (${ENVIRONMENT[name].meaning}).`);
    return value;
  };

  return { read, need, isGiven, failed, problems };
}

/**
 * The value of a variable, or of the file that `NAME_FILE` names; undefined when neither is given. A problem begins with the
 * name of the variable that is wrong.
 */
export function readVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): { readonly text: string | undefined } | { readonly problem: string } {
  // Blanks around a value come from copying; none of our values has any of its own.
  const direct = environment[name]?.trim();
  const path = environment[`${name}_FILE`]?.trim();
  if (direct !== undefined && isQuoted(direct)) return { problem: `${name}: the value ${QUOTED}` };
  if (path === undefined || path === '') return { text: direct === '' ? undefined : direct };
  if (direct !== undefined && direct !== '') {
    return { problem: `${name}: give either ${name} or ${name}_FILE, not both.` };
  }
  try {
    const content = readFileSync(path, 'utf8').trim();
    if (isQuoted(content)) return { problem: `${name}_FILE: what ${path} holds ${QUOTED}` };
    if (content !== '') return { text: content };
    return { problem: `${name}_FILE: ${path} is empty.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { problem: `${name}_FILE: can't read ${path} (${code}).` };
  }
}

const QUOTED =
  'stands in quotes, which would be part of it; leave them out (docker run --env-file, for one, keeps them).';

/** A file of settings that one program reads without its quotes is read by another with them. */
function isQuoted(text: string): boolean {
  return /^(["']).*\1$/su.test(text);
}

/**
 * What a file of settings means by `${NAME}`: a variable of the environment, or the file that `NAME_FILE` names. A problem is the
 * end of a sentence about the name.
 */
export function namedVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): { readonly text: string } | { readonly problem: string } {
  const found = readVariable(environment, name);
  if ('problem' in found) return { problem: `can't be had: ${found.problem.replace(/\.$/u, '')}` };
  if (found.text !== undefined) return { text: found.text };
  return {
    problem: `is not set; set ${name}, or ${name}_FILE to the path of a file that holds it`,
  };
}
