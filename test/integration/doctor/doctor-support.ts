import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDoctor } from '../../../src/app/open-doctor.js';
import { readConfig } from '../../../src/config/config.js';
import { examine } from '../../../src/doctor/examine.js';
import type { CheckState, DoctorCheck } from '../../../src/domain/doctor-check.js';
import { silentLog } from '../../../src/domain/log.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

export type Env = Readonly<Record<string, string>>;

/** A world in which nothing is wrong: filled, told of by a webhook, reached at PUBLIC_URL. */
export function startHealthyWorld(options: WorldOptions = {}): Promise<World> {
  return startWorld({
    worker: false,
    backfill: true,
    webhook: true,
    ...options,
    spotdraft: { rateLimitPerSecond: null, ...options.spotdraft },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', SIGNIN_CLIENT_ID: 'sandbox-app', ...options.env },
  });
}

export interface Examined {
  readonly checks: readonly DoctorCheck[];
  /** Names of the checks that came to this state. */
  names(state: CheckState): readonly string[];
  of(name: string): DoctorCheck;
}

/** As the command does it, beside the world's server; with other settings than the world's where some are given. */
export async function examineIn(
  world: World,
  env: Env = {},
  options: { readonly probe?: boolean } = {},
): Promise<Examined> {
  const { config, problems } = readConfig({ ...world.env, PUBLIC_URL: world.app.url, ...env });
  await using parts = await openDoctor(config, problems, silentLog);
  const checks = await examine(parts, options);
  return {
    checks,
    names: (wanted) => checks.filter(({ state }) => state === wanted).map(({ check }) => check),
    of(name) {
      const found = checks.find(({ check }) => check === name);
      if (found === undefined) throw new Error(`There is no check ${name}.`);
      return found;
    },
  };
}

/** The example mapping with one thing changed, as a file of its own. */
export async function changedMapping(
  world: World,
  what: string | RegExp,
  by: string,
): Promise<Env> {
  const text = await readFile('examples/dealdraft.mapping.yaml', 'utf8');
  const changed = text.replace(what, by);
  if (changed === text) throw new Error('The example mapping has nothing of that.');
  const file = path.join(world.folder, 'changed.yaml');
  await writeFile(file, changed);
  return { MAPPING_FILE: file };
}
