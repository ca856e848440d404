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
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
