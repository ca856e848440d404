import { ContractEdgeType } from './contract-edge.type.js';
import { ContractObjectType } from './contract.type.js';
import { Field, ObjectType } from './decorators.js';
import { PageInfoType } from './page-info.type.js';

/** `totalCount` is resolved in contract-connection.resolver.ts. */
@ObjectType('ContractConnection', { description: 'A page of a list of contracts.' })
export class ContractConnectionType {
  @Field(() => [ContractObjectType], { description: 'The contracts of this page.' })
  readonly nodes!: readonly ContractObjectType[];

  @Field(() => [ContractEdgeType], { description: 'The same contracts, each with its cursor.' })
  readonly edges!: readonly ContractEdgeType[];

  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  readonly pageInfo!: PageInfoType;

  /** Behind `totalCount`, so that nothing is counted unless asked for. */
  readonly count!: () => Promise<number | null>;
}
