import { ContractConnectionType } from '../schema/contract-connection.type.js';
import { FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';

@Resolver(() => ContractConnectionType)
export class ContractConnectionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many contracts match in all; null where counting them would cost too much.',
  })
  totalCount(@Root() connection: ContractConnectionType): Promise<number | null> {
    return connection.count();
  }
}
