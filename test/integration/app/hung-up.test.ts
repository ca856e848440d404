import { expect, test } from 'vitest';
import { createLogger } from '../../../src/telemetry/logger.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** Callers waiting for a permit, as the server's metrics say. */
async function waiting({ app }: World): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const [, count] =
    /^dealdraft_spotdraft_calls_waiting\{lane="interactive"\} (\d+)$/mu.exec(text) ?? [];
  return Number(count);
}

test('whoever hangs up before the answer leaves no line of a failure in the log', async () => {
  const lines: { readonly level: string | number; readonly msg: string }[] = [];
  const destination = {
    write: (line: string) => {
      lines.push(JSON.parse(line));
    },
  };
  await using world = await startWorld({
    backfill: true,
    worker: false,
    spotdraft: { contracts: 40 },
    env: { SPOTDRAFT_RATE_LIMIT: '1' },
    adapters: { log: createLogger({ level: 'info', destination }) },
  });
  const before = lines.length;
  const executed = world.spotdraft.control
    .list()
    .filter(({ contract_status: status, deleted }) => status === 'EXECUTED' && !deleted);
  const leaving = new AbortController();
  const { signal } = leaving;
  const asked = [
    fetch(`${world.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: JSON.stringify({ query: '{ contracts(first: 30) { nodes { notes { id } } } }' }),
      signal,
    }),
    ...executed
      .slice(0, 3)
      .map(({ id }) =>
        fetch(`${world.app.url}/documents/${id}`, { headers: world.as('admin'), signal }),
      ),
  ].map((answer) => answer.catch(() => null));
  await eventually(async () => {
    expect(await waiting(world)).toBeGreaterThan(20);
  });
  leaving.abort();
  await Promise.all(asked);
  await eventually(async () => {
    expect(await waiting(world)).toBe(0);
  });
  // Answered after what was dropped has ended.
  await world.graphql('{ viewer { name } }', {});
  expect(lines.slice(before)).toEqual([]);
});
