import type { Command } from 'commander';
import { addActivity } from './activity.js';
import { addArchive } from './archive.js';
import { addBackfill } from './backfill.js';
import { addBulk } from './bulk.js';
import { addDeliveries } from './deliveries.js';
import { addDemo } from './demo.js';
import { addDoctor } from './doctor.js';
import { addInit } from './init.js';
import { addKeys } from './keys.js';
import { addMapping } from './mapping.js';
import { addReconcile } from './reconcile.js';
import { addSandbox } from './sandbox.js';
import { addServe } from './serve.js';
import { addStore } from './store.js';
import { addTemplates } from './templates.js';
import { addWebhooks } from './webhooks.js';
import { addWorkspace } from './workspace.js';
import { addWorker } from './worker.js';

/** Every command, in the order of `--help`. */
export function addCommands(program: Command): void {
  for (const add of [
    addServe,
    addWorker,
    addDemo,
    addSandbox,
    addInit,
    addKeys,
    addDoctor,
    addBackfill,
    addReconcile,
    addArchive,
    addBulk,
    addDeliveries,
    addActivity,
    addWebhooks,
    addMapping,
    addTemplates,
    addWorkspace,
    addStore,
  ])
    add(program);
}
