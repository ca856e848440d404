import type { StorageAnswer, StorageCall } from '../storage-route.js';

/** One function of the API. Paths begin with `/2/`. */
export interface DropboxFunction {
  readonly host: 'api' | 'content';
  readonly name: string;
  /** What the app must have been given. */
  readonly scope: string;
  /** What it answers with 200 and as JSON, `null` too; an answer as a whole where it is none. */
  readonly run: (call: StorageCall) => object | null | RawAnswer;
}

/** For bytes. */
export class RawAnswer {
  constructor(readonly answer: StorageAnswer) {}
}
