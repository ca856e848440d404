import { ObjectType as GraphqlObjectType } from 'type-graphql';
import type { ObjectTypeOptions } from 'type-graphql';

/**
 * type-graphql's decorators, to be imported from here only. The library calls `Reflect.getMetadata` even where every
 * type is explicit, as all of ours are, and refuses to start without it. Nothing emits such metadata here
 * (`emitDecoratorMetadata` is off), so "there is none" is the true answer and the polyfill package isn't needed.
 */
if (!('getMetadata' in Reflect)) {
  Object.defineProperty(Reflect, 'getMetadata', { value: () => undefined, configurable: true });
}

export {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Float,
  Mutation,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';

/** A type whose fields are the properties of its objects, but for those with a resolver: so nothing stands between. */
export function ObjectType(name: string, options: ObjectTypeOptions): ClassDecorator {
  return GraphqlObjectType(name, { ...options, simpleResolvers: true });
}
