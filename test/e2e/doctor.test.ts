import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false, backfill: true, webhook: true });
});
afterAll(() => world[Symbol.asyncDispose]());

const doctor = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  runCommand(
    { folder: world.folder, env: { ...world.env, PUBLIC_URL: world.app.url, ...env } },
    'doctor',
    ...args,
  );

describe('dealdraft doctor', () => {
  test('ends with 0 in a healthy workspace, one line a check', async () => {
    const { exitCode, stdout, stderr } = await doctor({});
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ok +spotdraft\.credentials /m);
    expect(stdout).toMatch(/^warn +spotdraft\.signing .+ → Look in SpotDraft/m);
    expect(stdout).toMatch(/\d+ ok, 3 warn, 0 fail\.\n$/);
    expect(exitCode).toBe(0);
  });

  test('ends with 1 when a check fails, and says as JSON what to do', async () => {
    const { exitCode, stdout, stderr } = await doctor({ SALESFORCE_CLIENT_ID: 'wrong' }, '--json');
    expect(stderr).toBe('');
    const checks = JSON.parse(stdout) as Record<string, string>[];
    expect(checks.every((check) => Object.keys(check).join() === 'check,state,seen,todo')).toBe(
      true,
    );
    const of = (name: string) => checks.find(({ check }) => check === name);
    expect(of('salesforce.credentials')).toMatchObject({
      state: 'fail',
      todo: expect.stringMatching(/./),
    });
    expect(of('salesforce.fields')).toEqual({
      check: 'salesforce.fields',
      state: 'warn',
      seen: 'not checked',
      todo: 'Mend salesforce.credentials first.',
    });
    expect(of('spotdraft.templates')).toMatchObject({ state: 'ok' });
    expect(exitCode).toBe(1);
  });

  test('ends with 2 when variables can not be used, and judges the rest', async () => {
    const { exitCode, stdout } = await doctor({ SPOTDRAFT_REGION: 'mars' });
    expect(stdout).toMatch(/^fail +configuration\.environment +SPOTDRAFT_REGION: must be in, us/m);
    expect(stdout).toMatch(/^ok +salesforce\.fields /m);
    expect(stdout).not.toContain(world.spotdraft.clientSecret);
    expect(exitCode).toBe(2);
  });
});
