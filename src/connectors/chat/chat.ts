import type { NoticeTopic } from '../../domain/notice-topic.js';

/** One thing that is not as it should be, or no longer is. Texts are of people and neighbours: each format makes them harmless. */
export interface ChatLine {
  /** The same for the same cause, each time it is said. */
  readonly key: string;
  readonly state: 'open' | 'solved';
  readonly title: string;
  readonly cause: string | null;
  readonly todo: string | null;
  readonly since: Date | null;
  /** Where to see it. */
  readonly url: string | null;
}

/** What is said at once, of one topic. */
export interface ChatMessage {
  /** The same for a repeat that says the same. */
  readonly id: string;
  readonly topic: NoticeTopic | 'test';
  readonly headline: string;
  readonly lines: readonly ChatLine[];
  /** Of these, how many are left out. */
  readonly more: number;
  /** The operations page; null where there is none. */
  readonly operationsUrl: string | null;
  readonly sentAt: Date;
}

/** How sending ended. Nothing is repeated here. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** To be tried again, at the earliest after a wait that the other side asked for. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs: number | null }
  /** As it is set up, it will not work. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A channel of a team's chat, or a program of theirs. */
export interface Chat {
  /** @param signal of whoever gave up; the deadline is the chat's own. */
  send(message: ChatMessage, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}
