import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RedisServer, isRedisMissing } from '../support/redis-server.js';

/** The store engines that every scenario and every measurement takes as a parameter. */
export const ENGINES = ['sqlite', 'redis'] as const;
export type EngineName = (typeof ENGINES)[number];

/** An empty store of an engine: what `STORE_URL` names, and a folder for the processes. */
export interface EngineHome extends AsyncDisposable {
  readonly storeUrl: string;
  readonly folder: string;
  /** The server behind the store, where there is one. */
  readonly redis: RedisServer | null;
}

export async function openEngineHome(engine: EngineName): Promise<EngineHome> {
  const folder = await mkdtemp(path.join(tmpdir(), `dealdraft-${engine}-`));
  const redis = engine === 'redis' ? await RedisServer.start() : null;
  return {
    storeUrl: redis?.url ?? `sqlite:${path.join(folder, 'dealdraft.db')}`,
    folder,
    redis,
    async [Symbol.asyncDispose]() {
      await redis?.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whether this machine lacks what the engine needs. @throws in CI, where nothing may be left out. */
export function isEngineMissing(engine: EngineName): boolean {
  return engine === 'redis' && isRedisMissing();
}

/** @throws when no engine has this name. */
export function parseEngine(text: string): EngineName {
  const found = ENGINES.find((engine) => engine === text);
  if (found === undefined) throw new Error(`--engine must be one of ${ENGINES.join(', ')}`);
  return found;
}
