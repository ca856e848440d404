import { setTimeout as delay } from 'node:timers/promises';
import type { ContractTypeSummary } from '../connectors/spotdraft/contract-types.js';
import type { Template } from '../connectors/spotdraft/template.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Entity } from '../domain/entity.js';
import { DealdraftError } from '../domain/errors.js';
import type { ObjectDescription } from '../connectors/crm.js';
import type { DoctorParts, Part } from './doctor-parts.js';

/** What is asked beside the point has less time than a check: a system that hangs is told of by a check of its own. */
const BESIDE_MS = 6_000;
const SILENT = Symbol('silent');

/** What several checks ask for: each is asked once a run, within the workspace's ten calls a second. */
export interface Answers {
  contractTypes(): Promise<readonly ContractTypeSummary[]>;
  entities(): Promise<readonly Entity[]>;
  template(id: string): Promise<Template | null>;
  /** Null also while SpotDraft does not tell it. */
  templateIfPossible(id: string): Promise<Template | null>;
  /** Null for what the CRM does not have, or does not tell now: then the types of its fields are not judged. */
  describeIfPossible(objectName: string): Promise<ObjectDescription | null>;
}

export function createAnswers(
  { spotdraft, crm }: Pick<DoctorParts, 'spotdraft' | 'crm'>,
  besideMs: number = BESIDE_MS,
): Answers {
  let isCrmSilent = false;
  const asked = new Map<string, Promise<unknown>>();
  function once<Value>(what: string, ask: (client: SpotDraft) => Promise<Value>): Promise<Value> {
    const known = asked.get(what) ?? ask(valueOf(spotdraft));
    asked.set(what, known);
    return known as Promise<Value>;
  }
  const lane = { lane: 'background' } as const;
  const template = (id: string) =>
    once(`template ${id}`, (client): Promise<Template | null> => client.getTemplate(id, lane));
  return {
    contractTypes: () => once('contract types', (client) => client.listContractTypes(lane)),
    entities: () => once('entities', (client) => client.listEntities(lane)),
    template,
    templateIfPossible: (id) => ifPossible(template(id)),
    async describeIfPossible(objectName) {
      if (!('value' in crm) || isCrmSilent) return null;
      const described = ifPossible(crm.value.describe(objectName));
      const answer = await Promise.race([described, delay(besideMs, SILENT, { ref: false })]);
      if (answer !== SILENT) return answer;
      isCrmSilent = true;
      return null;
    },
  };
}

async function ifPossible<Value>(answer: Promise<Value | null>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DealdraftError)) throw error;
    return null;
  }
}

function valueOf<Value>(part: Part<Value>): Value {
  if ('value' in part) return part.value;
  throw new Error(`asked though ${part.toldBy} failed`);
}
