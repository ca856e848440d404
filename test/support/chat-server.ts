import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ChatAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A chat on this machine, which answers as it is told and keeps what it took. */
export interface ChatServer extends AsyncDisposable {
  readonly url: string;
  readonly received: ReceivedMessage[];
  /** Null: it hangs up. */
  answer: () => ChatAnswer | null;
}

export async function startChatServer(): Promise<ChatServer> {
  const received: ReceivedMessage[] = [];
  const chat = {
    url: '',
    received,
    answer: (): ChatAnswer | null => ({ status: 200 }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      const answer = chat.answer();
      if (answer === null) request.socket.destroy();
      else response.writeHead(answer.status, answer.headers).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  chat.url = `http://127.0.0.1:${address.port}/hook/secret-path`;
  return chat;
}
