import { PassThrough } from 'node:stream';
import type { Duplex } from 'node:stream';
import { Connection } from 'jsforce';
import type { HttpRequest } from 'jsforce';
import { Transport } from 'jsforce/lib/transport.js';
import { wellFormedValue } from '../../domain/well-formed.js';
import { CLIENT_NAME, contentOf, formsOf } from './requests.js';
import type { RequestParts, SalesforceRequests } from './requests.js';
import type { Session } from './sessions.js';
import { exchange } from './transport.js';
import type { HttpAnswer } from './transport.js';

/**
 * The one file that knows jsforce. What it does here: its `Connection` makes the request of a write, with the token, the version and our name in it. Why no
 * more of it:
 * - its transport waits up to half an hour for headers and for ever for a body, repeats reads for 15 s, follows redirects
 *   with the token, knows no NO_PROXY, and loses the HTTP status of errors;
 * - its renewal repeats the call at the old instance's URL, again and again, and knows no bad day but 401;
 * - its queries page behind one promise, so that a page which is no answer can't be told from one; its describe keeps
 *   answers for ever; its collections hide a call that failed behind those before it;
 * - it gives a body that is cut short back as a text;
 * - each of its calls costs two streams, which for reads is more than all the rest (requests.ts).
 */
export function createJsforceRequests(parts: RequestParts): SalesforceRequests {
  const connections = new WeakMap<Session, Connection>();

  /** One connection per token. */
  function connectionOf(session: Session): Connection {
    let connection = connections.get(session);
    if (connection === undefined) {
      connection = new Connection({
        instanceUrl: session.instanceUrl,
        accessToken: session.accessToken,
        version: parts.apiVersion,
        callOptions: { client: CLIENT_NAME },
      });
      connections.set(session, connection);
    }
    return connection;
  }

  return {
    async send(session, request, call) {
      const transport = new CallTransport({ ...parts, ...call, operation: request.operation });
      await connectionOf(session).request(
        {
          method: request.method,
          url: request.path,
          headers: { ...formsOf('json') },
          ...(request.body === undefined
            ? {}
            : { body: JSON.stringify(wellFormedValue(request.body)) }),
        },
        // The transport reads the body; jsforce would read it once more.
        { transport, responseType: 'text/plain' },
      );
      return transport.content;
    },
  };
}

interface CallTransportOptions extends RequestParts {
  readonly operation: string;
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: HttpAnswer) => void;
}

/** jsforce's HTTP side for one call. */
class CallTransport extends Transport {
  readonly #options: CallTransportOptions;
  /** Of the answer, once it is there: read once, here, where it shows whether it is whole. */
  content: unknown;

  constructor(options: CallTransportOptions) {
    super();
    this.#options = options;
  }

  override getRequestStreamCreator(): (request: HttpRequest) => Duplex {
    return (request) => {
      const stream = new PassThrough();
      this.#answer(request).then(
        (answer) =>
          stream.emit('complete', {
            statusCode: answer.status,
            headers: answer.headers,
            body: answer.body,
          }),
        (error: unknown) => stream.emit('error', error),
      );
      return stream;
    };
  }

  /** @throws SalesforceRefusal for everything but a complete answer of a call that succeeded. */
  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    const { outbound, operation, clock, signal, onAnswer } = this.#options;
    const answer = await exchange(outbound, request, operation, signal);
    onAnswer(answer);
    this.content = contentOf(answer, 'json', clock);
    return answer;
  }
}
