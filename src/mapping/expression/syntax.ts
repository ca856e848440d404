import { z } from 'zod';

/**
 * One node of a JSONata syntax tree, as `jsonata(...).ast()` gives it. jsonata's own type leaves most members out,
 * so the tree is parsed here, at the edge. Which members a node has depends on `type`.
 */
export interface Syntax {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number | undefined;
  /** `path`: what is navigated, in order. */
  readonly steps?: readonly Syntax[] | undefined;
  /** `block` and array constructors. */
  readonly expressions?: readonly Syntax[] | undefined;
  /** Unary minus. */
  readonly expression?: Syntax | undefined;
  /** `function` and `partial`: the arguments; `lambda`: the parameters. */
  readonly arguments?: readonly Syntax[] | undefined;
  readonly procedure?: Syntax | undefined;
  readonly body?: Syntax | undefined;
  /** A call in tail position, wrapped by jsonata in a lambda that is applied at once. */
  readonly thunk?: boolean | undefined;
  readonly condition?: Syntax | undefined;
  readonly then?: Syntax | undefined;
  readonly else?: Syntax | undefined;
  /** Binary operators have one node on each side; object constructors have pairs on the left. */
  readonly lhs?: Syntax | readonly (readonly [Syntax, Syntax])[] | undefined;
  readonly rhs?: Syntax | undefined;
  /** Filters after a value (`predicate`) and after a step of a path (`stages`). */
  readonly predicate?: readonly Stage[] | undefined;
  readonly stages?: readonly Stage[] | undefined;
  /** `x{key: value}` */
  readonly group?: { readonly lhs: readonly (readonly [Syntax, Syntax])[] } | undefined;
  /** `sort` */
  readonly terms?: readonly { readonly expression: Syntax }[] | undefined;
  /** `x@$name` and `x#$name` */
  readonly focus?: string | undefined;
  readonly index?: string | undefined;
  /** What `%` refers to: set on the step whose input it is, and on the `%` itself. */
  readonly ancestor?: { readonly label: string } | undefined;
  readonly slot?: { readonly label: string } | undefined;
}

interface Stage {
  readonly type: string;
  readonly expr?: Syntax | undefined;
  readonly value?: unknown;
}

const syntax: z.ZodType<Syntax> = z.lazy(() => {
  const pairs = z.array(z.tuple([syntax, syntax]));
  const stages = z.array(
    z.object({ type: z.string(), expr: syntax.optional(), value: z.unknown().optional() }),
  );
  const label = z.object({ label: z.string() });
  return z.object({
    type: z.string(),
    value: z.unknown().optional(),
    position: z.number().optional(),
    steps: z.array(syntax).optional(),
    expressions: z.array(syntax).optional(),
    expression: syntax.optional(),
    arguments: z.array(syntax).optional(),
    procedure: syntax.optional(),
    body: syntax.optional(),
    thunk: z.boolean().optional(),
    condition: syntax.optional(),
    then: syntax.optional(),
    else: syntax.optional(),
    lhs: z.union([syntax, pairs]).optional(),
    rhs: syntax.optional(),
    predicate: stages.optional(),
    stages: stages.optional(),
    group: z.object({ lhs: pairs }).optional(),
    terms: z.array(z.object({ expression: syntax })).optional(),
    focus: z.string().optional(),
    index: z.string().optional(),
    ancestor: label.optional(),
    slot: label.optional(),
  });
});

export function readSyntax(tree: unknown): Syntax {
  return syntax.parse(tree);
}
