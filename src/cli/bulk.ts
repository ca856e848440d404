import type { Command } from 'commander';
import { addBulkCreate } from './bulk/create.js';
import { addBulkGo, addBulkStop } from './bulk/lead.js';
import { addBulkRows } from './bulk/rows.js';
import { addBulkStatus } from './bulk/status.js';

export function addBulk(program: Command): void {
  const bulk = program.command('bulk');
  addBulkCreate(bulk);
  addBulkStatus(bulk);
  addBulkGo(bulk);
  addBulkStop(bulk);
  addBulkRows(bulk);
}
