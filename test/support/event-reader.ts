/** One event of a stream, as the browser's own EventSource would take it apart. */
export interface ReceivedEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events from an answer as they come. */
export class EventReader {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #abort: AbortController;
  #text = '';
  /** As the browser keeps it: also set by an id that comes without data. */
  lastEventId: string | null = null;
  /** Comments so far. */
  comments = 0;

  private constructor(response: Response, abort: AbortController) {
    if (response.body === null) throw new Error('The answer has no body.');
    this.response = response;
    this.#abort = abort;
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** @throws when the answer is no stream of events. */
  static async open(url: string, init: RequestInit = {}): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { ...init, signal: abort.signal });
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('text/event-stream')) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return new EventReader(response, abort);
  }

  /** The next event, or null at the end of the stream. Rejects when the connection breaks. */
  async next(): Promise<ReceivedEvent | null> {
    for (;;) {
      const block = await this.#block();
      if (block === null) return null;
      const event = this.#parse(block);
      if (event !== null) return event;
    }
  }

  /** The data of the next `next` event. @throws when there is none. */
  async data<Data>(): Promise<Data> {
    const event = await this.next();
    if (event?.event !== 'next') throw new Error(`No data came but ${JSON.stringify(event)}.`);
    return event.data as Data;
  }

  /** Waits for the first comment: the server listens. */
  async listening(): Promise<this> {
    while (this.comments === 0) {
      const block = await this.#block();
      if (block === null) throw new Error('The stream ended before it began.');
      if (this.#parse(block) !== null) throw new Error(`An event came first: ${block}`);
    }
    return this;
  }

  close(): void {
    this.#abort.abort();
  }

  async #block(): Promise<string | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
  }

  #parse(block: string): ReceivedEvent | null {
    let event = 'message';
    const data: string[] = [];
    let id: string | null = null;
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === '') this.comments += 1;
      else if (field === 'event') event = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') id = value;
    }
    if (id !== null) this.lastEventId = id;
    const text = data.join('\n');
    if (data.length === 0 || (event === 'message' && text === '')) return null;
    return { id, event, data: text === '' ? null : JSON.parse(text) };
  }
}
