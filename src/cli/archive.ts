import type { Command } from 'commander';
import { addArchiveCheck } from './archive/check.js';
import { addArchiveRetry } from './archive/retry.js';
import { addArchiveRun } from './archive/run.js';
import { addArchiveSchema } from './archive/schema.js';
import { addArchiveStatus } from './archive/status.js';
import { addArchiveVerify } from './archive/verify.js';

export function addArchive(program: Command): void {
  const archive = program.command('archive');
  addArchiveCheck(archive);
  addArchiveRun(archive);
  addArchiveStatus(archive);
  addArchiveVerify(archive);
  addArchiveRetry(archive);
  addArchiveSchema(archive);
}
