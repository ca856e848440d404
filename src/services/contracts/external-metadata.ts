import type { Reader } from '../../auth/caller.js';
import type { ExternalMetadata } from '../../connectors/spotdraft/external-metadata.js';
import { OWN_RECORD_FIELDS, withRecordData } from '../../domain/deal-link.js';
import type { Metadata } from '../../domain/deal-link.js';
import { ConflictError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { jsonErrors } from '../data-size.js';
import { LONGEST } from '../text-length.js';
import { said } from '../../domain/said.js';

export interface ExternalMetadataService {
  /** @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see. */
  update(reader: Reader, input: UpdateExternalMetadataInput): Promise<ContractResult>;
}

export interface UpdateExternalMetadataInput {
  readonly contractId: string;
  /** Merged into what is there; null takes a member away. */
  readonly recordData: Readonly<Record<string, unknown>>;
}

export function createExternalMetadataService(parts: {
  readonly spotdraft: ExternalMetadata;
  readonly acts: ContractActs;
}): ExternalMetadataService {
  const { spotdraft, acts } = parts;
  return {
    async update(reader, { contractId, recordData }) {
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [
        ...recordDataErrors(recordData),
        ...stateErrors(view, 'UPDATE_EXTERNAL_METADATA'),
      ];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const outcome = await acts.act(reader, view, (id, options) =>
        spotdraft.changeExternalMetadata(
          id,
          (present) => withinBounds(withRecordData(present, recordData)),
          options,
        ),
      );
      return outcome.done
        ? acts.refreshed(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

/** @throws ConflictError where what is given and what was there are too much together: each delivery of a webhook carries it. */
function withinBounds(metadata: Metadata): Metadata {
  const { length } = JSON.stringify(metadata);
  if (length <= LONGEST.json) return metadata;
  throw new ConflictError(
    said`With what is there, the external metadata would be ${length} characters long as JSON; at most ${LONGEST.json} are taken. Take something away first.`,
  );
}

function recordDataErrors(recordData: Metadata): UserError[] {
  const names = Object.keys(recordData);
  if (names.length === 0) {
    const message = said`Say in "recordData" what is to change.`;
    return [{ field: ['recordData'], code: 'REQUIRED', message }];
  }
  const own = names
    .filter((name) => OWN_RECORD_FIELDS.includes(name))
    .map((name): UserError => {
      const message = said`By "${name}" dealdraft recognises what it made; it can't be changed.`;
      return { field: ['recordData', name], code: 'INVALID_INPUT', message };
    });
  return [...own, ...jsonErrors('recordData', recordData)];
}
