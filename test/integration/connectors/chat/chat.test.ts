import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../../src/connectors/chat/chat.js';
import { createChat } from '../../../../src/connectors/chat/create-chat.js';
import type { ChatConfig } from '../../../../src/connectors/chat/create-chat.js';
import { systemClock } from '../../../../src/domain/clock.js';
import { startChatServer } from '../../../support/chat-server.js';
import type { ChatServer } from '../../../support/chat-server.js';

const SECRET = 'a-secret-of-some-length';
const HOSTILE = '<!channel> [x](https://evil.example) & *bold* |';
const message: ChatMessage = {
  id: 'm1',
  topic: 'parked',
  headline: 'Work that was given up: 1 new, 1 solved',
  lines: [
    {
      key: 'CONTRACT_PARKED:T-1',
      state: 'open',
      title: `MSA ${HOSTILE} (T-1) can’t be brought to the CRM.`,
      cause: 'The field is gone.',
      todo: 'Mend the cause.',
      since: new Date('2026-03-01T08:00:00Z'),
      url: 'https://dealdraft.example/#/deals/006000000000001AAA',
    },
    {
      key: 'k',
      state: 'solved',
      title: 'MSA (T-2)',
      cause: null,
      todo: null,
      since: null,
      url: null,
    },
  ],
  more: 3,
  operationsUrl: 'https://dealdraft.example/#/operations',
  sentAt: new Date('2026-03-01T09:00:00Z'),
};

describe('a chat', () => {
  let server: ChatServer;
  beforeEach(async () => {
    server = await startChatServer();
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function send(config: Partial<ChatConfig> = {}, given = message, timeoutMs?: number) {
    const chat = createChat(
      { type: 'slack', url: server.url, secret: null, ...config },
      { clock: systemClock, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
    );
    try {
      return await chat.send(given, new AbortController().signal);
    } finally {
      await chat.close();
    }
  }

  it('of Slack gets blocks, in which nobody is mentioned and nothing quoted becomes a link', async () => {
    expect(await send()).toEqual({ kind: 'sent' });
    const body = JSON.parse(server.received[0]!.body) as {
      text: string;
      blocks: { text: { text: string } }[];
    };
    expect(body.text).toBe(message.headline);
    const texts = body.blocks.map(({ text }) => text.text);
    expect(texts).toEqual([
      '*Work that was given up: 1 new, 1 solved*',
      '• <https://dealdraft.example/#/deals/006000000000001AAA|MSA &lt;!channel&gt; [x](https://evil.example) &amp; *bold* ¦ (T-1) can’t be brought to the CRM.>\nThe field is gone.\n_Mend the cause._',
      '✓ MSA (T-2) – solved',
      '… and 3 more.',
      '<https://dealdraft.example/#/operations|Open the operations page>',
    ]);
    expect(server.received[0]!.headers['x-dealdraft-signature']).toBeUndefined();
  });

  it('of Teams gets an Adaptive Card in the envelope of Workflows, as text without Markdown', async () => {
    server.answer = () => ({ status: 202 });
    expect(await send({ type: 'teams' })).toEqual({ kind: 'sent' });
    const { type, attachments } = JSON.parse(server.received[0]!.body) as {
      type: string;
      attachments: {
        contentType: string;
        content: {
          type: string;
          version: string;
          body: { type: string; inlines: { text: string; selectAction?: { url: string } }[] }[];
          actions: { url: string }[];
        };
      }[];
    };
    expect(type).toBe('message');
    const [{ contentType, content }] = attachments as [(typeof attachments)[number]];
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
    expect(content.body.every((block) => block.type === 'RichTextBlock')).toBe(true);
    expect(content.body[1]!.inlines[1]).toMatchObject({
      text: message.lines[0]!.title,
      selectAction: { url: message.lines[0]!.url },
    });
    expect(content.actions).toMatchObject([{ url: message.operationsUrl }]);
    expect(server.received[0]!.body.length).toBeLessThan(28_000);
  });

  it('as JSON is signed over time and body', async () => {
    expect(await send({ type: 'json', secret: SECRET })).toEqual({ kind: 'sent' });
    const { headers, body } = server.received[0]!;
    const timestamp = String(headers['x-dealdraft-timestamp']);
    expect(timestamp).toBe(String(message.sentAt.getTime() / 1_000));
    expect(headers['x-dealdraft-signature']).toBe(
      `v1=${createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex')}`,
    );
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      id: 'm1',
      topic: 'parked',
      more: 3,
      notices: [{ key: 'CONTRACT_PARKED:T-1', state: 'open' }, { state: 'solved' }],
    });
  });

  it('that asks for patience gets it, in seconds or as a date', async () => {
    server.answer = () => ({ status: 429, headers: { 'retry-after': '90' } });
    expect(await send()).toEqual({
      kind: 'later',
      reason: 'It answers 429.',
      retryAfterMs: 90_000,
    });
    server.answer = () => ({ status: 503 });
    expect(await send()).toEqual({ kind: 'later', reason: 'It answers 503.', retryAfterMs: null });
  });

  it('that hangs up, does not answer or is not there is tried later', async () => {
    server.answer = () => null;
    expect(await send()).toMatchObject({ kind: 'later' });
    expect(await send({ url: 'http://127.0.0.1:1/' })).toMatchObject({ kind: 'later' });
    expect(await send({ url: 'http://chat.example/' })).toMatchObject({
      kind: 'later',
      reason: 'No answer (insecure).',
    });
  });

  it('that sends elsewhere is not followed, and none of its words or its address is repeated', async () => {
    for (const status of [301, 302, 307, 400, 403, 404, 410]) {
      server.answer = () => ({ status, headers: { location: server.url } });
      const outcome = await send();
      expect(outcome.kind).toBe('refused');
      expect(JSON.stringify(outcome)).not.toContain('secret-path');
    }
    expect(server.received).toHaveLength(7);
  });

  it('is told in pieces of text that it takes, however long they are', async () => {
    const long = { ...message.lines[0]!, title: '&'.repeat(9_000), cause: '<'.repeat(9_000) };
    const many = { ...message, lines: Array.from({ length: 15 }, () => long) };
    for (const type of ['slack', 'teams'] as const) await send({ type }, many);
    const { blocks } = JSON.parse(server.received[0]!.body) as {
      blocks: { text: { text: string } }[];
    };
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(Math.max(...blocks.map(({ text }) => text.text.length))).toBeLessThanOrEqual(3_000);
  });
});
