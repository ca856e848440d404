import type { z } from 'zod';
import { ConfigError } from '../domain/errors.js';
import type { RecordPath } from '../connectors/crm.js';
import { closest } from './closest.js';
import { DEFAULT_WRITEBACK } from './default-writeback.js';
import { deriveReads } from './derive-reads.js';
import { ExpressionError, compileExpression, type Expression } from './expression.js';
import { KNOWN_KEYS, mappingFile, type MappingFile } from './mapping-file.schema.js';
import { readMappingSource, type MappingSource, type SourceProblem } from './mapping-source.js';
import type {
  AddressLine,
  AddressMapping,
  ContractMapping,
  CounterpartyMapping,
  Mapping,
  WritebackMapping,
} from './mapping.js';
import { locationText } from './source-location.js';
import { Reads, fieldsOf, wholeRecords } from './reads.js';
import { CONTRACT_VIEW } from './write-back.js';

type KeyPath = readonly (string | number)[];

/**
 * Reads a mapping file: YAML, its keys, every expression, and what each expression reads. Nothing is asked of
 * SpotDraft or the CRM; `checkMapping` does that.
 * @param fileName as messages show it.
 * @throws ConfigError with all problems, each as `file:line:column: what is wrong; what to do`.
 */
export function parseMappingFile(text: string, fileName: string): Mapping {
  const read = readMappingSource(text, fileName);
  if ('problems' in read) throw toConfigError(read.problems);
  const parsed = mappingFile.safeParse(read.source.data);
  if (!parsed.success) {
    throw toConfigError(parsed.error.issues.flatMap((issue) => toProblems(issue, read.source)));
  }
  const compiler = new MappingCompiler(read.source);
  const mapping = compiler.compile(parsed.data);
  if (compiler.problems.length > 0) throw toConfigError(compiler.problems);
  return mapping;
}

function toConfigError(problems: readonly SourceProblem[]): ConfigError {
  const sorted = problems.toSorted(
    (a, b) => a.location.line - b.location.line || a.location.column - b.location.column,
  );
  return new ConfigError(
    sorted.map(({ location, message }) => `${locationText(location)}: ${message}`),
  );
}

function toProblems(issue: z.core.$ZodIssue, source: MappingSource): SourceProblem[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const place = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = KNOWN_KEYS.find(({ at }) => at.test(place))?.keys ?? [];
    return issue.keys.map((key) => ({
      location: source.locateKey(path, key),
      message: `unknown key "${key}"${closest(key, known)}; known here: ${known.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const reasons = issue.issues.map((reason) => reason.message).join('; ');
    return [{ location: source.locateKey(path.slice(0, -1), key), message: `"${key}" ${reasons}` }];
  }
  return [
    {
      location: source.locate(path),
      message:
        place === '' ? 'a mapping file starts with version: 1' : `${place}: ${issue.message}`,
    },
  ];
}

/** Compiles the expressions of a well-formed file, collecting what is wrong with each. */
class MappingCompiler {
  readonly problems: SourceProblem[] = [];
  readonly #source: MappingSource;

  constructor(source: MappingSource) {
    this.#source = source;
  }

  compile(file: MappingFile): Mapping {
    const entries = file.contracts.map((entry, index) => this.#compileEntry(entry, index));
    const known = new Reads();
    for (const { expressions } of entries) {
      for (const expression of expressions) {
        const { reads, problems } = deriveReads(expression.syntax);
        if (problems.length === 0) known.addAll(reads);
      }
    }
    const contracts = new Map<string, ContractMapping>();
    for (const { contract, expressions } of entries) {
      const { templateId, location } = contract;
      const first = contracts.get(templateId);
      if (first !== undefined) {
        const message = `template ${templateId} is mapped twice, first in line ${first.location.line}; merge the two entries`;
        this.problems.push({ location, message });
        continue;
      }
      contracts.set(templateId, { ...contract, paths: this.#derivePaths(expressions, known) });
    }
    return { contracts, writeback: this.#compileWriteback(file.writeback) };
  }

  #compileEntry(
    entry: MappingFile['contracts'][number],
    index: number,
  ): { contract: ContractMapping; expressions: readonly Expression[] } {
    const at = ['contracts', index];
    const expressions: Expression[] = [];
    const compile = (text: string | undefined, path: KeyPath): Expression | null => {
      const expression = text === undefined ? null : this.#compileExpression(text, path);
      if (expression !== null) expressions.push(expression);
      return expression;
    };
    const name = compile(entry.name, [...at, 'name']);
    const counterparties = (entry.counterparties ?? []).map((party, partyIndex) =>
      compileCounterparty(party, [...at, 'counterparties', partyIndex], compile),
    );
    const data = new Map<string, Expression>();
    for (const [field, text] of Object.entries(entry.data ?? {})) {
      const expression = compile(text, [...at, 'data', field]);
      if (expression !== null) data.set(field, expression);
    }
    const location = this.#source.locate([...at, 'template']);
    const contract = {
      templateId: entry.template,
      location,
      name,
      counterparties,
      data,
      paths: [],
    };
    return { contract, expressions };
  }

  #compileExpression(text: string, path: KeyPath): Expression | null {
    const location = this.#source.locate(path);
    try {
      return compileExpression(text, location);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const message = `${path.join('.')}: the expression ${text} can't be read: ${error.message}; correct its JSONata`;
      this.problems.push({ location, message });
      return null;
    }
  }

  #derivePaths(expressions: readonly Expression[], known: Reads): readonly RecordPath[] {
    const all = new Reads();
    for (const { text, location, syntax } of expressions) {
      const { reads, unknownVariables, problems } = deriveReads(syntax);
      for (const problem of [...unknownVariables, ...problems]) {
        this.problems.push({ location, message: `the expression ${text}: ${problem}` });
      }
      // What was derived before giving up would only repeat the problem in other words.
      if (problems.length > 0) continue;
      for (const path of wholeRecords(reads, known)) this.#reportWholeRecord(text, location, path);
      all.addAll(reads);
    }
    return fieldsOf(all, known);
  }

  #reportWholeRecord(text: string, location: SourceProblem['location'], path: RecordPath): void {
    const what =
      path.length === 0
        ? 'the whole deal; name the fields it needs'
        : `${path.join('.')}, which is a record or a list and not a field; name a field of it, such as ${path.join('.')}.Name`;
    this.problems.push({ location, message: `the expression ${text} uses ${what}` });
  }

  #compileWriteback(writeback: MappingFile['writeback']): WritebackMapping {
    const contract =
      writeback?.contract === undefined ? DEFAULT_WRITEBACK.contract : writeback.contract;
    const opportunity =
      writeback?.opportunity === undefined ? DEFAULT_WRITEBACK.opportunity : writeback.opportunity;
    return {
      contract:
        contract === null
          ? null
          : {
              location: this.#source.locate(['writeback', 'contract']),
              object: contract.object,
              externalId: contract.externalId,
              opportunity: contract.opportunity ?? null,
              fields: this.#compileFields(contract.fields, 'contract', CONTRACT_VIEW),
            },
      opportunity:
        opportunity === null
          ? null
          : {
              location: this.#source.locate(['writeback', 'opportunity']),
              fields: this.#compileFields(opportunity.fields, 'opportunity', {
                contracts: CONTRACT_VIEW,
              }),
            },
    };
  }

  #compileFields(
    fields: Readonly<Record<string, string>>,
    part: string,
    view: View,
  ): ReadonlyMap<string, Expression> {
    const compiled = new Map<string, Expression>();
    for (const [field, text] of Object.entries(fields)) {
      const expression = this.#compileExpression(text, ['writeback', part, 'fields', field]);
      if (expression === null) continue;
      compiled.set(field, expression);
      const { reads, unknownVariables } = deriveReads(expression.syntax);
      const unknownNames = [...reads].flatMap(({ path }) => unknownName(path, view) ?? []);
      for (const problem of [...unknownVariables, ...unknownNames]) {
        const message = `the expression ${text}: ${problem}`;
        this.problems.push({ location: expression.location, message });
      }
    }
    return compiled;
  }
}

function compileCounterparty(
  party: NonNullable<MappingFile['contracts'][number]['counterparties']>[number],
  at: KeyPath,
  compile: (text: string | undefined, path: KeyPath) => Expression | null,
): CounterpartyMapping {
  const part = (key: Exclude<keyof typeof party, 'address'>) => compile(party[key], [...at, key]);
  return {
    isIndividual: part('isIndividual'),
    organizationName: part('organizationName'),
    organizationType: part('organizationType'),
    jurisdiction: part('jurisdiction'),
    partyRole: part('partyRole'),
    contact: part('contact'),
    address: party.address === undefined ? null : compileAddress(party.address, at, compile),
  };
}

function compileAddress(
  address: Readonly<Partial<Record<AddressLine, string>>>,
  at: KeyPath,
  compile: (text: string | undefined, path: KeyPath) => Expression | null,
): AddressMapping {
  const line = (key: AddressLine) => compile(address[key], [...at, 'address', key]);
  return {
    line1: line('line1'),
    line2: line('line2'),
    city: line('city'),
    state: line('state'),
    zipcode: line('zipcode'),
    country: line('country'),
  };
}

/** What a write-back expression may read: names, with null where anything may be below. */
interface View {
  readonly [name: string]: View | null;
}

function unknownName(path: RecordPath, view: View): string | null {
  let level: View | null = view;
  for (const name of path) {
    if (level === null) return null;
    const below: View | null | undefined = Object.hasOwn(level, name) ? level[name] : undefined;
    if (below === undefined) {
      const names = Object.keys(level);
      return `a contract has no "${name}" here${closest(name, names)}; it has ${names.join(', ')}`;
    }
    level = below;
  }
  return null;
}
