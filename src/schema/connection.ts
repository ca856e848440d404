import type { ClassType } from 'type-graphql';
import { PAGE_SIZE } from '../domain/page-size.js';
import { Cost } from './cost.js';
import type { FieldCost } from './cost.js';
import { ArgsType, Field, Int, ObjectType } from './decorators.js';

@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there is more behind `endCursor`.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something lies before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry of the page.' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last entry; pass it as `after` to get the next page.',
  })
  readonly endCursor!: string | null;
}

/** Which page of a list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: PAGE_SIZE.default,
    description: `How many at most, ${PAGE_SIZE.min} to ${PAGE_SIZE.max}.`,
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of the same list: continue behind it.',
  })
  readonly after?: string | null;
}

/** A page of a list as GraphQL shows it. */
export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfoType;
  /** Behind `totalCount`, so that nothing is counted unless asked for. */
  readonly count: () => Promise<number | null>;
}

export interface ConnectionWords {
  /** Name of the node's GraphQL type; those of its connection and its edge begin with it. */
  readonly name: string;
  /** What people call a node, and several. */
  readonly one: string;
  readonly many: string;
  readonly description: string;
  /** What `totalCount` costs; null for lists without it, where counting what matches would cost more than the page. */
  readonly counting: FieldCost | null;
}

/** Makes the GraphQL types of a list: its connection, which is returned, and the edge in it. */
export function connectionOf<Node extends object>(
  nodeType: () => ClassType<Node>,
  { name, one, many, description, counting }: ConnectionWords,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `A ${one} and its place in the list.` })
  class EdgeType {
    @Field(() => String, { description: `Pass it as \`after\` to continue behind this ${one}.` })
    readonly cursor!: string;

    @Field(() => nodeType(), { description: `The ${one}.` })
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`, { description })
  class ConnectionType implements Connection<Node> {
    @Field(() => [nodeType()], { description: `The ${many} of this page.` })
    readonly nodes!: readonly Node[];

    @Field(() => [EdgeType], { description: `The same ${many}, each with its cursor.` })
    readonly edges!: readonly EdgeType[];

    @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
    readonly pageInfo!: PageInfoType;

    readonly count!: () => Promise<number | null>;

    totalCount(): Promise<number | null> {
      return this.count();
    }
  }
  if (counting !== null) {
    const asField = Field(() => Int, {
      nullable: true,
      description: `How many ${many} match in all; null where counting them would cost too much.`,
    });
    const { prototype } = ConnectionType;
    const method = Object.getOwnPropertyDescriptor(prototype, 'totalCount') ?? {};
    asField(prototype, 'totalCount', method);
    Cost(counting)(prototype, 'totalCount', method);
  }
  return ConnectionType;
}
