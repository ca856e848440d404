import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import type { ContractId } from '../domain/contract-id.js';
import { ARCHIVE_STATES } from '../domain/archived-document.js';
import type { ArchiveState } from '../domain/archived-document.js';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';

export const ArchiveStateEnum = enumValues(ARCHIVE_STATES);

registerEnumType(ArchiveStateEnum, {
  name: 'ArchiveState',
  description: 'How a document stands at a destination.',
  valuesConfig: {
    WAITING: { description: 'On its way; what failed is tried again by itself, for days.' },
    ARCHIVED: { description: 'There, and seen to be the same as in SpotDraft.' },
    PARKED: { description: 'Given up until somebody has looked at `lastError`.' },
    SKIPPED: {
      description:
        'Not wanted there by its condition, or replaced by a later version before it was archived.',
    },
  },
});

@ObjectType('ArchivedDocument', {
  description: 'One version of an executed contract’s document at one destination.',
})
export class ArchivedDocumentType {
  readonly contractId!: ContractId;

  @Field(() => String, { description: 'Name of the destination in the archive file.' })
  readonly destination!: string;

  @Field(() => ArchiveStateEnum, { description: 'How it stands there.' })
  readonly state!: ArchiveState;

  @Field(() => String, {
    nullable: true,
    description: 'Folder and name that it has there; null until it is there.',
  })
  readonly path!: string | null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description:
      'Opens it there, for people who have access there; null where the destination has no such link.',
  })
  readonly url!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the document that was brought there, in lower-case hex.',
  })
  readonly sha256!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its size in bytes.' })
  readonly size!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'SpotDraft’s id of the version; null where SpotDraft tells none.',
  })
  readonly versionId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it is there.' })
  readonly archivedAt!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last seen to be the same there.',
  })
  readonly verifiedAt!: string | null;

  readonly lastError!: string | null;

  @Field(() => Int, { description: 'How often it was tried to bring it there.' })
  readonly attempts!: number;
}

export const ArchiveConnectionType = connectionOf(() => ArchivedDocumentType, {
  name: 'Archive',
  one: 'archived document',
  many: 'archived documents',
  description: 'A page of archived documents.',
  counting: {},
});

@ObjectType('ArchiveDestination', {
  description: 'How one destination of the archive file stands.',
})
export class ArchiveDestinationType {
  @Field(() => ID, { description: 'Its name in the archive file.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Its type in the archive file, such as `s3`; null for one that is no longer in the file and has documents.',
  })
  readonly type!: string | null;

  @Field(() => Int, { description: 'Documents on their way there.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Documents that are there, each seen to be the same.' })
  readonly archived!: number;

  @Field(() => Int, { description: 'Documents given up until somebody has looked.' })
  readonly parked!: number;

  @Field(() => Int, { description: 'Documents that are not wanted there.' })
  readonly skipped!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the document has been waiting that waits longest.',
  })
  readonly oldestWaitingSince!: Date | null;

  @Sentence()
  @Field(() => String, {
    nullable: true,
    description: 'Why the latest one that failed, and is not there yet, is not.',
  })
  readonly lastError!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Since when the destination as a whole is left alone; null while it takes documents.',
  })
  readonly pausedSince!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is tried again by itself; null while it takes documents.',
  })
  readonly pausedUntil!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is left alone, and what to do about it; null while it takes documents.',
  })
  readonly pauseReason!: string | null;
}

@InputType('ArchiveContractInput', {
  description: 'Which contract’s document is to be archived, and where.',
})
export class ArchiveContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of one destination; every destination without it.',
  })
  readonly destination?: string | null;
}
