/** The record that a cell is about. */
export interface Target {
  readonly deal: { readonly id: string; readonly name: string };
  /** Linked to the deal, executed. */
  readonly executed: string;
  /** Over the deal, started by the rep who owns it, done. */
  readonly job: string;
  /** Makes a draft that is linked to the deal and that nothing else uses. */
  readonly draft: () => Promise<string>;
}

export interface Cell {
  readonly target: Target;
  /** What the caller sees for certain; keys see everybody's. */
  readonly own: Target;
  /** A stored webhook delivery. */
  readonly deliveryId: string;
  /** Different in each cell. */
  readonly unique: string;
  /** As the caller. @throws Refusal when the answer has an error. */
  readonly graphql: <Data>(
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Data>;
  /** As the caller: events of a subscription, once the server listens. @throws Refusal when it does not take the caller. */
  readonly stream: (
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Events>;
  /** Hands a document in as the caller and says its id; one that is none where the caller may not. */
  readonly upload: () => Promise<string>;
  /** As the caller; answers the HTTP status. Redirects are not followed. */
  readonly http: (method: string, path: string, body?: unknown) => Promise<string>;
}

export interface Events {
  /** The first that fits, and the end of the stream. @throws Refusal for an event with an error. */
  find<Data>(fits: (data: Data) => boolean): Promise<Data>;
}

/** A request that was answered with an error; its code or HTTP status is the outcome. */
export class Refusal extends Error {}

/** Asks as the caller of a cell, and says what came of it. */
export type Ask = (cell: Cell) => Promise<string>;
