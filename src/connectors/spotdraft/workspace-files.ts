import { z } from 'zod';
import { nameByContent } from '../../domain/document.js';
import type { Document } from '../../domain/document.js';
import { UpstreamContractError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { noted } from '../../domain/said.js';

/** Files of the workspace, which belong to nothing until something is made with them. */
export interface WorkspaceFiles {
  /** Brings files, 50 at most, to SpotDraft's storage; their ids there, in their order. */
  uploadFiles(files: readonly Document[], options: CallOptions): Promise<readonly string[]>;
}

const OPERATION = 'POST /workspace/files/uploads/';
/** The addresses are secrets: who has one may write there. */
const uploadsWire = z.object({
  files: z.array(z.object({ file_id: z.string().min(1), upload_url: z.string().min(1) })),
});

export function createWorkspaceFiles({ caller, storage }: CapabilityParts): WorkspaceFiles {
  return {
    async uploadFiles(files, options) {
      if (files.length === 0) return [];
      const { files: places } = await caller.call(OPERATION, {
        body: {
          files: files.map((file) => ({
            filename: nameByContent(file),
            content_type: file.contentType,
          })),
        },
        answer: uploadsWire,
        options,
      });
      if (places.length !== files.length) {
        throw new UpstreamContractError(
          noted`SpotDraft did not name a place for each of the files that were to be uploaded.`,
          { service: 'spotdraft', operation: OPERATION },
        );
      }
      // One after the other: each may be large.
      for (const [index, file] of files.entries()) {
        await storage.put(places[index]?.upload_url ?? '', file, options.signal);
      }
      return places.map(({ file_id: id }) => id);
    },
  };
}
