import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChatServer } from '../support/chat-server.js';
import type { ChatServer } from '../support/chat-server.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

describe('dealdraft notices test', { timeout: 60_000 }, () => {
  let world: World;
  let chat: ChatServer;
  let file: string;
  const run = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    runCommand(
      { ...world, env: { ...world.env, MAPPING_FILE: file, ...env } },
      ...(args.length > 0 ? args : ['notices', 'test']),
    );

  beforeAll(async () => {
    chat = await startChatServer();
    world = await startWorld({ worker: false });
    file = path.join(world.folder, 'notices.yaml');
    await writeFile(
      file,
      'version: 1\ncontracts: []\nnotices:\n  - type: slack\n    url: ${CHAT}\n  - name: other\n    type: teams\n    url: ${OTHER}\n',
    );
  }, 60_000);
  afterAll(async () => {
    await chat[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  test('tells each destination, or one, and says which did not take it without its address', async () => {
    const refusing = { CHAT: chat.url, OTHER: 'http://127.0.0.1:1/secret-path' };
    const both = await run(refusing);
    expect(both.stdout).toBe('slack: taken.\n');
    expect(both.stderr).toContain('other: No answer');
    expect(both.stderr).not.toContain('secret-path');
    expect(both.exitCode).toBe(1);
    expect(await run(refusing, 'notices', 'test', '--to', 'slack')).toMatchObject({ exitCode: 0 });
    expect(chat.received).toHaveLength(2);
    expect(chat.received[0]!.body).toContain('Test message of dealdraft');
    const unknown = await run(refusing, 'notices', 'test', '--to', 'nobody');
    expect(unknown.stderr).toContain('There is no destination nobody; there are: slack, other.');
    expect(unknown.exitCode).toBe(2);
  });

  test('a variable that is not set is said by mapping check, with its place', async () => {
    const { stderr, exitCode } = await run({ CHAT: chat.url }, 'mapping', 'check');
    expect(stderr).toContain(`notices.yaml:8:5: \${OTHER} is not set; set OTHER, or OTHER_FILE`);
    expect(exitCode).toBe(2);
  });
});
