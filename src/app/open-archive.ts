import { callActivity } from '../domain/activity.js';
import type { ContractId } from '../domain/contract-id.js';
import type { RecordActivity } from '../domain/activity.js';
import { recordSteps } from '../archive/record-steps.js';
import { createArchive } from '../archive/archive.js';
import type { Archive, ArchiveParts } from '../archive/archive.js';
import type { ArchiveRules } from '../archive/file/archive-rules.js';
import { createDestination } from '../connectors/archive/create-destination.js';
import type { Mapping } from '../mapping/index.js';
import { writesArchives } from '../mapping/index.js';

export type OpenDestination = ArchiveParts['openDestination'];

/** Null, and no cost at all, where the archive file names no destination. Asks no destination yet. */
export function openArchive(
  rules: ArchiveRules,
  parts: Omit<ArchiveParts, 'rules' | 'openDestination' | 'onArchived'> & {
    readonly openDestination?: OpenDestination;
    readonly mapping: Mapping;
    /** There is new sync work in this process. */
    readonly onWork: () => void;
    readonly record: RecordActivity;
    /** What people see of where a contract's document is has changed. */
    readonly onStep: (id: ContractId) => void;
  },
): Archive | null {
  if (rules.destinations.length === 0) return null;
  const { store, mapping, onWork, record, onStep } = parts;
  const isNews = writesArchives(mapping.writeback);
  return createArchive({
    ...parts,
    store: { ...store, archive: recordSteps(store.archive, record, onStep) },
    rules,
    openDestination:
      parts.openDestination ??
      ((config) =>
        createDestination(config, {
          onCall: (call) => {
            record(
              callActivity('archive', { ...call, operation: `${config.name}: ${call.operation}` }),
            );
          },
        })),
    async onArchived(id) {
      if (!isNews) return;
      await store.queues.sync.mark([id]);
      onWork();
    },
  });
}
