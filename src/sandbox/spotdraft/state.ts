import type { Contract, Intake, KeyPointerValue, Performer, Task, WorkspaceFile } from './model.js';
import { ENTITIES, FIXED_USERS, hasPermission } from './reference-data.js';
import type { Entity, User } from './reference-data.js';
import { createTemplates } from './templates/sample-templates.js';
import type { Template } from './templates/sample-templates.js';
import { groupDescriptors } from './contracts/validate-contract-data.js';

export interface CounterpartyRecord {
  readonly id: number;
  name: string;
  readonly isIndividual: boolean;
  contacts: CounterpartyContact[];
  /** The main one first. */
  addresses: readonly CounterpartyAddress[];
  brandName?: string;
  customFields?: Readonly<Record<string, unknown>>;
}

export interface CounterpartyContact {
  readonly id: number;
  name: string;
  email: string;
  isPrimary: boolean;
}

export interface CounterpartyAddress {
  readonly id: number;
  readonly line_one: string;
  readonly city_name: string;
  readonly state_name: string;
  readonly zipcode: string;
  readonly country_name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Behaviour a test can change while the sandbox runs. Times in milliseconds, `calls` in download attempts. */
export interface SandboxSettings {
  /** A new contract is absent from the list and from by_external_metadata for this long. */
  listLagMs: number;
  /** A new contract's own routes answer 404 for this long. */
  statusLagMs: number;
  /** After the execution, downloads are refused for this long, … */
  documentLagMs: number;
  /** … and for this many attempts. */
  documentLagCalls: number;
  /** What a refused download answers. */
  documentLagStatus: 400 | 404;
  downloadLinkTtlMs: number;
}

/** A definition of a metadata field ("key pointer"), derived from the templates of its contract type. */
export interface KeyPointerDefinition {
  readonly id: number;
  readonly contractTypeId: number;
  readonly fieldName: string;
  readonly label: string;
  readonly dataType: string;
  readonly template: Template;
}

/** Everything the workspace holds. Methods are synchronous, so that a request takes effect as a whole. */
export class WorkspaceState {
  readonly contracts = new Map<string, Contract>();
  readonly counterparties = new Map<number, CounterpartyRecord>();
  tasks: Task[] = [];
  readonly intakes = new Map<number, Intake>();
  readonly files = new Map<string, WorkspaceFile>();
  users: User[] = [];
  entities: readonly Entity[] = [];
  /** In lower case. */
  readonly tagNames = new Set<string>();
  templates: Template[] = [];
  definitions: KeyPointerDefinition[] = [];
  settings: SandboxSettings;
  readonly #initialSettings: SandboxSettings;
  readonly #now: () => Date;
  #lastIds = new Map<string, number>();

  constructor(settings: SandboxSettings, now: () => Date) {
    this.#initialSettings = settings;
    this.settings = { ...settings };
    this.#now = now;
    this.reset();
  }

  /** Empties the workspace down to its users, templates and settings. */
  reset(): void {
    this.contracts.clear();
    this.counterparties.clear();
    this.tagNames.clear();
    this.entities = ENTITIES;
    this.tasks = [];
    this.intakes.clear();
    this.files.clear();
    this.users = FIXED_USERS.map((user) => ({ ...user }));
    this.settings = { ...this.#initialSettings };
    this.#lastIds = new Map(Object.entries(FIRST_IDS));
    this.useTemplates(createTemplates());
  }

  /** These and no others, with the metadata fields that come with them. */
  useTemplates(templates: readonly Template[]): void {
    this.templates = [...templates];
    this.definitions = this.templates
      .filter((template) => !template.isArchived)
      .flatMap((template) => this.#definitionsOf(template));
  }

  now(): Date {
    return this.#now();
  }

  /** The next number of a sequence; T and H contracts have a sequence each and may therefore collide. */
  nextId(sequence: Sequence): number {
    const next = (this.#lastIds.get(sequence) ?? 0) + 1;
    this.#lastIds.set(sequence, next);
    return next;
  }

  addUser(person: { readonly name: string; readonly email: string }): User {
    const present = this.userByEmail(person.email);
    if (present) return present;
    const user: User = {
      id: this.nextId('user'),
      email: person.email,
      name: person.name,
      designation: 'Account Executive',
      roleIds: [53],
      isActive: true,
    };
    this.users.push(user);
    return user;
  }

  userByEmail(email: string): User | undefined {
    const wanted = email.toLowerCase();
    return this.users.find((user) => user.email.toLowerCase() === wanted);
  }

  entity(id: number): Entity {
    const entity = this.entities.find((candidate) => candidate.id === id);
    if (!entity) throw new Error(`no entity ${id}`);
    return entity;
  }

  /** A contract of either table that was not deleted. */
  contract(compositeId: string): Contract | undefined {
    const contract = this.contracts.get(compositeId);
    return contract && !contract.isDeleted ? contract : undefined;
  }

  /** An integer names a template contract first, and a historical one where there is none. */
  contractByNumber(number: number): Contract | undefined {
    return this.contract(`T-${number}`) ?? this.contract(`H-${number}`);
  }

  /** The contracts a list shows: newest first, without deleted ones and those still lagging. */
  listed(): Contract[] {
    const visibleBefore = this.now().getTime() - this.settings.listLagMs;
    return [...this.contracts.values()]
      .filter((contract) => !contract.isDeleted)
      .filter(
        ({ createdAt }) => this.settings.listLagMs === 0 || createdAt.getTime() <= visibleBefore,
      )
      .sort(
        (a, b) =>
          b.createdAt.getTime() - a.createdAt.getTime() ||
          b.number - a.number ||
          (a.compositeId < b.compositeId ? -1 : 1),
      );
  }

  isStatusVisible(contract: Contract): boolean {
    const { statusLagMs } = this.settings;
    return this.now().getTime() - contract.createdAt.getTime() >= statusLagMs;
  }

  /** What user scoping leaves of the workspace for one person. */
  maySee(user: User, contract: Contract): boolean {
    return (
      hasPermission(user, 'see-all-contracts') ||
      (contract.invited ?? []).some(
        ({ userId, roleId }) => userId === user.id || user.roleIds.some((id) => id === roleId),
      ) ||
      contract.creator.email.toLowerCase() === user.email.toLowerCase() ||
      contract.signatories.some(({ email }) => email.toLowerCase() === user.email.toLowerCase())
    );
  }

  template(id: number): Template | undefined {
    return this.templates.find((template) => template.id === id);
  }

  /** The counterparty of that name, and whether it had to be made. Names are unique in a workspace. */
  counterpartyNamed(
    name: string,
    isIndividual: boolean,
    contact: { readonly name: string; readonly email: string } | null,
    address?: Omit<CounterpartyAddress, 'id'>,
  ): { readonly record: CounterpartyRecord; readonly isNew: boolean } {
    const present = [...this.counterparties.values()].find((record) => record.name === name);
    if (present) return { record: present, isNew: false };
    const record: CounterpartyRecord = {
      id: this.nextId('counterparty'),
      name,
      isIndividual,
      contacts: contact ? [{ id: this.nextId('contact'), ...contact, isPrimary: true }] : [],
      addresses: address ? [{ id: this.nextId('address'), ...address }] : [],
    };
    this.counterparties.set(record.id, record);
    return { record, isNew: true };
  }

  /** The metadata rows of a contract's data: one per field that has a value. */
  keyPointersOf(
    templateId: number | null,
    data: Readonly<Record<string, unknown>>,
  ): KeyPointerValue[] {
    return this.definitions
      .filter(({ template }) => template.id === templateId)
      .flatMap((definition) => {
        const value = data[definition.fieldName];
        return value === undefined || value === null ? [] : [this.newKeyPointer(definition, value)];
      });
  }

  newKeyPointer(definition: KeyPointerDefinition, value: unknown): KeyPointerValue {
    return {
      id: this.nextId('keyPointerValue'),
      definitionId: definition.id,
      label: definition.label,
      fieldName: definition.fieldName,
      dataType: definition.dataType,
      value,
    };
  }

  #definitionsOf(template: Template): KeyPointerDefinition[] {
    return [...groupDescriptors(template.attributes)].flatMap(([fieldName, { members }]) => {
      const [first] = members;
      if (!first) return [];
      return [
        {
          id: this.nextId('keyPointerDefinition'),
          contractTypeId: template.contractTypeId,
          fieldName,
          label: first.display_label.replace(/ > .*$/, ''),
          dataType: first.parent_type ?? first.type,
          template,
        },
      ];
    });
  }
}

/** Where each sequence starts: the last number taken before the first contract. */
const FIRST_IDS = {
  T: 19_500,
  // Historical contracts share their numbers with the fifth and sixth template contract.
  H: 19_504,
  user: 720,
  counterparty: 5100,
  contact: 6100,
  address: 6600,
  recipient: 8200,
  recipientUser: 9100,
  keyPointerDefinition: 400,
  keyPointerValue: 30_000,
  version: 70_000,
  supportingDocument: 190,
  comment: 500,
  approval: 1000,
  entity: 70,
  entityAddress: 700,
  tag: 40,
  webhook: 40,
  obligation: 2300,
  task: 2800,
  intake: 0,
  relation: 1100,
  taskAssignee: 2900,
  reminder: 3000,
} as const;

type Sequence = keyof typeof FIRST_IDS;

export function toPerformer(user: User): Performer {
  return { name: user.name, email: user.email };
}

/** What the platform does by itself. */
export const SYSTEM: Performer = { name: 'SYSTEM' };
