import { isNumberId } from '../../domain/number-id.js';
import { CHAT_TYPES, NOTICE_TOPICS } from '../../domain/notice-topic.js';
import { CONTRACT_RELATIONS } from '../../domain/related-contract.js';
import { z } from 'zod';
import { isTimeZone, knownTimeZones } from '../expression/time-zone.js';
import { ADDRESS_LINES, COUNTERPARTY_PARTS, SIGNATORY_PARTS, WORKFLOW_PARTS } from '../mapping.js';
import { SEVERITIES } from '../../domain/term-check.js';
import { parseTolerance, TOLERANCE_FORMS } from '../terms/tolerance.js';
import { closest } from '../wording/closest.js';

/**
 * The mapping file as it is written, before its expressions are compiled. Each key stands here once: what is known at a
 * place, for messages, is read off these schemas.
 */

/** Numbers and true/false are constants; everything else is a JSONata expression. */
const expression = z
  .union([z.string(), z.number(), z.boolean()], {
    error: 'write one expression here, in quotes if it has special characters',
  })
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  .refine((text) => text.trim() !== '', 'the expression is empty; write one, or remove the line');

/** An expression as it is written in an entry: by itself, or with what people are told of it instead. */
export interface Written {
  readonly text: string | undefined;
  readonly hint: string | undefined;
}

const MAX_HINT_CHARACTERS = 500;
const hint = z
  .string({ error: 'write a text for people here' })
  .max(MAX_HINT_CHARACTERS, 'the hint is longer than 500 characters; shorten it')
  .refine((text) => text.trim() !== '', 'the hint is empty; write one, or remove the line');

const withHint = z.strictObject({ expression: expression.optional(), hint: hint.optional() });

/** The one of two schemas that fits what is there says what is wrong with it. */
const written = z.unknown().transform((value, context): Written => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const parsed = isObject
    ? withHint.safeParse(value)
    : expression.transform((text) => ({ expression: text, hint: undefined })).safeParse(value);
  if (parsed.success) return { text: parsed.data.expression, hint: parsed.data.hint?.trim() };
  for (const issue of parsed.error.issues)
    context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const NO_EXPRESSION =
  'write an expression beside the hint; only fields in data may have a hint alone';

const expressionWithHint = written.refine(({ text }) => text !== undefined, NO_EXPRESSION);

const expressionOrHint = written.refine(
  ({ text, hint: said }) => text !== undefined || said !== undefined,
  'write an expression here, a hint, or both',
);

/** One optional expression for each of `names`. */
function expressions<Name extends string>(
  names: readonly Name[],
): Record<Name, z.ZodOptional<typeof expressionWithHint>> {
  const shape: Partial<Record<Name, z.ZodOptional<typeof expressionWithHint>>> = {};
  for (const name of names) shape[name] = expressionWithHint.optional();
  return shape as Record<Name, z.ZodOptional<typeof expressionWithHint>>;
}

/** For what is no object at all; keys too many keep their own message. */
function objectError(message: string): z.core.$ZodErrorMap {
  return ({ code }) => (code === 'invalid_type' ? message : undefined);
}

const crmName = z
  .string({ error: 'write the name of a CRM object or field' })
  .regex(/^[A-Za-z]\w*$/, 'is not the name of a CRM object or field: letters, digits and _ only');

const fields = z.record(crmName, expression, {
  error: 'list CRM fields here, each with an expression',
});

const counterparty = z.strictObject(
  {
    ...expressions(COUNTERPARTY_PARTS),
    address: z
      .strictObject(expressions(ADDRESS_LINES), {
        error: objectError('write line1, city, country and so on below address'),
      })
      .optional(),
  },
  { error: objectError('write organizationName, contact and so on for each counterparty') },
);

const signatory = z.strictObject(expressions(SIGNATORY_PARTS), {
  error: objectError('write name, email and so on for each signatory'),
});

const workflow = z.strictObject(expressions(WORKFLOW_PARTS), {
  error: objectError(`write ${WORKFLOW_PARTS.join(', ')} below workflow`),
});

/** The id of something of SpotDraft's, with or without quotes. */
const spotdraftId = (what: string) =>
  z
    .union([z.string(), z.number()], { error: `give the id of a SpotDraft ${what}` })
    .transform(String)
    .refine(isNumberId, `is not the id of a SpotDraft ${what}: a number`);

const contract = z.strictObject(
  {
    template: spotdraftId('template'),
    name: expressionWithHint.optional(),
    counterparties: z
      .array(counterparty, { error: 'list counterparties here, each starting with "- "' })
      .optional(),
    signatories: z
      .array(signatory, { error: 'list signatories here, each starting with "- "' })
      .optional(),
    entity: expressionWithHint.optional(),
    workflow: workflow.optional(),
    embedded: expressionWithHint.optional(),
    data: z
      .record(z.string(), expressionOrHint, {
        error: 'list template fields here, each with an expression',
      })
      .optional(),
  },
  { error: objectError('write template, counterparties and data for each contract') },
);

const contractWriteback = z.strictObject(
  { object: crmName, externalId: crmName, opportunity: crmName.nullish(), fields },
  { error: objectError('write object, externalId and fields below contract') },
);

const opportunityWriteback = z.strictObject(
  { fields },
  { error: objectError('write fields below opportunity') },
);

const MAX_CHECK_NAME_CHARACTERS = 80;

const termCheck = z.strictObject(
  {
    name: z
      .string({ error: 'give the check a name, such as total' })
      .trim()
      .min(1, 'the name is empty; give the check one, such as total')
      .max(MAX_CHECK_NAME_CHARACTERS, 'the name is longer than 80 characters; shorten it'),
    when: expressionWithHint.optional(),
    signed: expressionWithHint,
    expected: expressionWithHint,
    tolerance: z
      .union([z.number(), z.string()], { error: `write a tolerance such as ${TOLERANCE_FORMS}` })
      .refine(
        (written) => parseTolerance(written) !== null,
        `is no tolerance; write one such as ${TOLERANCE_FORMS}`,
      )
      .optional(),
    severity: z
      .enum(SEVERITIES, {
        error: 'write block (the deal should not be closed as won meanwhile) or warn',
      })
      .optional(),
  },
  { error: objectError('write name, signed and expected for each check') },
);

const automation = z.strictObject(
  {
    template: spotdraftId('template'),
    when: expression,
    send: z.boolean({ error: 'write true or false' }).optional(),
  },
  { error: objectError('write template, when and send for each automation') },
);

const MAX_NOTICE_DAYS = 3_650;
const NOTICE_DAYS = `write the days of notice: a whole number from 0 to ${MAX_NOTICE_DAYS}`;

const renewal = z.strictObject(
  {
    type: spotdraftId('contract type'),
    endDate: expression,
    noticeDays: z
      .int({ error: NOTICE_DAYS })
      .min(0, { error: NOTICE_DAYS })
      .max(MAX_NOTICE_DAYS, { error: NOTICE_DAYS }),
    opportunity: fields,
    relation: z
      .enum(CONTRACT_RELATIONS, { error: `write one of ${CONTRACT_RELATIONS.join(', ')}` })
      .optional(),
    amendments: z
      .array(spotdraftId('contract type'), {
        error: 'list the ids of contract types here, such as [13, 14]',
      })
      .optional(),
  },
  { error: objectError('write type, endDate, noticeDays and opportunity for each renewal') },
);

const EVERY = 'write minutes: a whole number from 1 to 1440';

const notice = z.strictObject(
  {
    name: z
      .string({ error: 'write a name' })
      .regex(/^[\w-]{1,40}$/u, 'a name has letters, digits, "_" and "-", 40 at most')
      .optional(),
    type: z.enum(CHAT_TYPES, { error: `write one of ${CHAT_TYPES.join(', ')}` }),
    url: z.string({ error: 'write ${NAME}, the variable that holds the address of the webhook' }),
    secret: z.string({ error: 'write ${NAME}, the variable that holds the secret' }).optional(),
    for: z
      .array(z.enum(NOTICE_TOPICS, { error: `write one of ${NOTICE_TOPICS.join(', ')}` }), {
        error: 'list what to tell here, such as [parked, silence]',
      })
      .min(1, 'list what to tell here, or remove the line to be told of everything')
      .optional(),
    everyMinutes: z
      .int({ error: EVERY })
      .min(1, { error: EVERY })
      .max(1_440, { error: EVERY })
      .optional(),
  },
  { error: objectError('write type and url for each destination of notices') },
);

const timeZone = z
  .string({ error: 'write the name of a time zone, such as America/New_York' })
  .superRefine((name, context) => {
    if (isTimeZone(name)) return;
    context.addIssue(
      `there is no time zone "${name}"${closest(name, knownTimeZones())}; write its IANA name, such as America/New_York, or UTC`,
    );
  });

export const mappingFile = z.strictObject({
  version: z.literal(1, { error: 'write version: 1, the only version there is' }),
  timezone: timeZone.optional(),
  contracts: z.array(contract, {
    error: 'list contracts here, each starting with "- template: ID" ([] for none)',
  }),
  checks: z
    .array(termCheck, { error: 'list checks here, each starting with "- name: "' })
    .optional(),
  writeback: z
    .strictObject(
      {
        contract: contractWriteback.nullish(),
        opportunity: opportunityWriteback.nullish(),
      },
      {
        error:
          'write contract: null or opportunity: null below writeback to switch that part off, ' +
          'or remove the line to get the defaults',
      },
    )
    .optional(),
  automations: z
    .array(automation, {
      error: 'list automations here, each starting with "- template: ID" ([] for none)',
    })
    .optional(),
  renewals: z
    .array(renewal, { error: 'list renewals here, each starting with "- type: ID" ([] for none)' })
    .optional(),
  notices: z
    .array(notice, { error: 'list notices here, each starting with "- type: slack" ([] for none)' })
    .optional(),
});

export type MappingFile = z.infer<typeof mappingFile>;

/** JSON Schema of the file, for editors. */
export function mappingFileSchema(): object {
  return z.toJSONSchema(mappingFile, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (!isWritten(zodSchema)) return;
      Object.assign(jsonSchema, {
        anyOf: [
          { type: ['string', 'number', 'boolean'] },
          {
            type: 'object',
            properties: {
              expression: { type: ['string', 'number', 'boolean'] },
              hint: { type: 'string', maxLength: MAX_HINT_CHARACTERS },
            },
            additionalProperties: false,
          },
        ],
      });
    },
  });
}

/** The keys that the place at `path` takes, to tell what an unknown one was meant to be. */
export function knownKeys(path: readonly (string | number)[]): readonly string[] {
  let place = unwrap(mappingFile);
  for (const key of path) {
    if (place instanceof z.ZodArray) place = unwrap(place.element);
    else if (place instanceof z.ZodRecord) place = unwrap(place.valueType);
    else if (place instanceof z.ZodObject) place = unwrap(place.shape[key]);
    else return [];
  }
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

function unwrap(schema: unknown): unknown {
  if (isWritten(schema)) return withHint;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap())
    : schema;
}

function isWritten(schema: unknown): boolean {
  return schema === expressionWithHint || schema === expressionOrHint;
}
