import type { RecordPath } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import {
  ADDRESS_LINES,
  COUNTERPARTY_PARTS,
  SIGNATORY_PARTS,
  WORKFLOW_PARTS,
  type ContractMapping,
  type Hint,
  type CounterpartyMapping,
  type Mapping,
  type WritebackMapping,
} from '../mapping.js';
import { Reads, fieldsOf, wholeRecords } from '../reads/reads.js';
import { shortExpression } from '../wording/show-value.js';
import { DEFAULT_WRITEBACK, LATER_FIELDS } from '../write-back/default-writeback.js';
import { CONTRACT_VIEW, DEAL_VIEW } from '../write-back/contract-view.js';
import { compileTermRules } from '../terms/compile-term-rules.js';
import { compileAutomations } from './compile-automations.js';
import { compileNotices } from './compile-notices.js';
import { compileRenewals } from './compile-renewals.js';
import { compileWritten } from './compile-written.js';
import type { MappingFile, Written } from './mapping-file.schema.js';
import { unknownName, type View } from './seen-names.js';
import type { SourceLocation, SourceProblem } from './source-location.js';
import { wholeRecordProblem } from './whole-record-problem.js';
import type { KeyPath, YamlSource } from './yaml-source.js';

type EntryFile = MappingFile['contracts'][number];
type PartyFile = NonNullable<EntryFile['counterparties']>[number];
type Compile = (written: Written | undefined, path: KeyPath) => Expression | null;

/** Compiles the expressions of a well-formed file, collecting what is wrong with each. */
export class MappingCompiler {
  readonly problems: SourceProblem[] = [];
  readonly #source: YamlSource;
  readonly #timeZone: string;

  constructor(source: YamlSource, timeZone: string) {
    this.#source = source;
    this.#timeZone = timeZone;
  }

  compile(file: MappingFile): Mapping {
    const entries = file.contracts.map((entry, index) => this.#compileEntry(entry, index));
    const known = new Reads();
    for (const { expressions } of entries) {
      for (const { derivation } of expressions) {
        if (derivation.problems.length === 0) known.addAll(derivation.reads);
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
      contracts.set(templateId, { ...contract, paths: this.#pathsOf(expressions, known) });
    }
    const writeback = this.#compileWriteback(file.writeback);
    const context = { source: this.#source, timeZone: this.#timeZone, problems: this.problems };
    const automations = compileAutomations(file.automations ?? [], contracts, context);
    const renewals = compileRenewals(file.renewals ?? [], context);
    const checks = compileTermRules(file.checks ?? [], context);
    const notices = compileNotices(file.notices ?? [], context);
    const timeZone = this.#timeZone;
    return { timeZone, contracts, writeback, checks, automations, renewals, notices };
  }

  #compileEntry(
    entry: EntryFile,
    index: number,
  ): { contract: ContractMapping; expressions: readonly Expression[] } {
    const at = ['contracts', index];
    const expressions: Expression[] = [];
    const compile: Compile = (written, path) => {
      const { text, hint = null } = written ?? {};
      const expression = text === undefined ? null : this.#compileExpression(text, path, hint);
      if (expression !== null) expressions.push(expression);
      return expression;
    };
    const name = compile(entry.name, [...at, 'name']);
    const counterparties = (entry.counterparties ?? []).map((party, partyIndex) =>
      this.#compileCounterparty(party, [...at, 'counterparties', partyIndex], compile),
    );
    const signatories = (entry.signatories ?? []).map((signatory, signatoryIndex) => {
      const path = [...at, 'signatories', signatoryIndex];
      return {
        ...compileEach(SIGNATORY_PARTS, signatory, path, compile),
        location: this.#source.locate(path),
      };
    });
    const entity = compile(entry.entity, [...at, 'entity']);
    const workflow = compileEach(
      WORKFLOW_PARTS,
      entry.workflow ?? {},
      [...at, 'workflow'],
      compile,
    );
    const embedded = compile(entry.embedded, [...at, 'embedded']);
    const data = new Map<string, Expression>();
    const hints = new Map<string, Hint>();
    for (const [field, written] of Object.entries(entry.data ?? {})) {
      const path = [...at, 'data', field];
      const expression = compile(written, path);
      if (expression !== null) data.set(field, expression);
      const { hint } = written;
      if (hint !== undefined) hints.set(field, { text: hint, location: this.#source.locate(path) });
    }
    const location = this.#source.locate([...at, 'template']);
    const { template: templateId } = entry;
    return {
      contract: {
        templateId,
        location,
        name,
        counterparties,
        signatories,
        entity,
        workflow,
        embedded,
        data,
        hints,
        paths: [],
      },
      expressions,
    };
  }

  #compileCounterparty(party: PartyFile, at: KeyPath, compile: Compile): CounterpartyMapping {
    const { address } = party;
    return {
      ...compileEach(COUNTERPARTY_PARTS, party, at, compile),
      location: this.#source.locate(at),
      address:
        address === undefined
          ? null
          : compileEach(ADDRESS_LINES, address, [...at, 'address'], compile),
    };
  }

  #compileExpression(text: string, path: KeyPath, hint: string | null = null): Expression | null {
    const compiled = compileWritten(text, path, {
      source: this.#source,
      timeZone: this.#timeZone,
      hint,
    });
    if ('expression' in compiled) return compiled.expression;
    this.problems.push(compiled.problem);
    return null;
  }

  #pathsOf(expressions: readonly Expression[], known: Reads): readonly RecordPath[] {
    const all = new Reads();
    for (const { text, location, derivation } of expressions) {
      const { reads, unknownVariables, numberProblems, problems } = derivation;
      for (const problem of [...unknownVariables, ...numberProblems, ...problems]) {
        this.problems.push({
          location,
          message: `the expression ${shortExpression(text)}: ${problem}`,
        });
      }
      // What was derived before giving up would only repeat the problem in other words.
      if (problems.length > 0) continue;
      for (const path of wholeRecords(reads, known)) this.#reportWholeRecord(text, location, path);
      all.addAll(reads);
    }
    return fieldsOf(all, known);
  }

  #reportWholeRecord(text: string, location: SourceLocation, path: RecordPath): void {
    this.problems.push({
      location,
      message: `the expression ${shortExpression(text)} uses ${wholeRecordProblem(path)}`,
    });
  }

  #compileWriteback(writeback: MappingFile['writeback']): WritebackMapping {
    const contract =
      writeback?.contract === undefined ? DEFAULT_WRITEBACK.contract : writeback.contract;
    const opportunity =
      writeback?.opportunity === undefined ? DEFAULT_WRITEBACK.opportunity : writeback.opportunity;
    const locate = (...path: KeyPath) => this.#source.locate(['writeback', ...path]);
    return {
      contract:
        contract === null
          ? null
          : {
              location: locate('contract'),
              locations: {
                object: locate('contract', 'object'),
                externalId: locate('contract', 'externalId'),
                opportunity: locate('contract', 'opportunity'),
              },
              object: contract.object,
              externalId: contract.externalId,
              opportunity: contract.opportunity ?? null,
              optional: writeback?.contract === undefined ? LATER_FIELDS : new Set(),
              fields: this.#compileFields(contract.fields, 'contract', CONTRACT_VIEW),
            },
      opportunity:
        opportunity === null
          ? null
          : {
              location: locate('opportunity'),
              optional: writeback?.opportunity === undefined ? LATER_FIELDS : new Set(),
              fields: this.#compileFields(opportunity.fields, 'opportunity', DEAL_VIEW),
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
      const { reads, unknownVariables, numberProblems, varying } = expression.derivation;
      const unknownNames = [...reads].flatMap(({ path }) => unknownName(path, view) ?? []);
      const changing = varying.map(
        (call) =>
          `it uses ${call}, which gives another value each time, so the record would never be as it should; ` +
          'write what the contract says, such as createdAt',
      );
      for (const problem of [
        ...unknownVariables,
        ...numberProblems,
        ...unknownNames,
        ...changing,
      ]) {
        const message = `the expression ${shortExpression(text)}: ${problem}`;
        this.problems.push({ location: expression.location, message });
      }
    }
    return compiled;
  }
}

function compileEach<Name extends string>(
  names: readonly Name[],
  given: { readonly [Key in Name]?: Written | undefined },
  at: KeyPath,
  compile: Compile,
): Record<Name, Expression | null> {
  const compiled = names.map((name) => [name, compile(given[name], [...at, name])] as const);
  return Object.fromEntries(compiled) as Record<Name, Expression | null>;
}
