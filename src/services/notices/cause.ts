import type { NoticeTopic } from '../../domain/notice-topic.js';

/** Something that needs a person, for as long as it is so. */
export interface Cause {
  /** The same for as long as it is the same matter: it is told once, and once that it is over. */
  readonly key: string;
  readonly topic: NoticeTopic;
  /** Texts as the operations page shows them, without addresses of people. */
  readonly title: string;
  readonly cause: string | null;
  readonly todo: string | null;
  readonly since: Date | null;
  readonly url: string | null;
}

/** What one look found of some topics. */
export interface Reading {
  readonly topics: readonly NoticeTopic[];
  readonly causes: readonly Cause[];
  /** There may be more of them than were looked at: then what is not among them is not over. */
  readonly isComplete: boolean;
}

export type ReadCauses = (now: Date) => Promise<Reading>;
