import { z } from 'zod';

import type { StorageCall } from '../storage-route.js';
import { badInput } from './refusals.js';
import type { Tagged } from './refusals.js';

/** A tag may come alone where nothing belongs to it. */
const tagged = z.union([
  z.string().transform((tag): Tagged => ({ '.tag': tag })),
  z.looseObject({ '.tag': z.string() }),
]);

const propertyGroups = z
  .array(
    z.object({
      template_id: z.string(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  )
  .nullish();

const commitArgument = z.object({
  path: z.string(),
  mode: tagged.default({ '.tag': 'add' }),
  autorename: z.boolean().default(false),
  strict_conflict: z.boolean().default(false),
  mute: z.boolean().default(false),
  client_modified: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u)
    .nullish(),
  property_groups: propertyGroups,
});

export const uploadArgument = commitArgument.extend({ content_hash: z.string().nullish() });

export const startArgument = z.object({
  close: z.boolean().default(false),
  session_type: tagged.default({ '.tag': 'sequential' }),
  content_hash: z.string().nullish(),
});

const cursor = z.object({ session_id: z.string(), offset: z.int().min(0) });

export const appendArgument = z.object({
  cursor,
  close: z.boolean().default(false),
  content_hash: z.string().nullish(),
});

export const finishArgument = z.object({
  cursor,
  commit: commitArgument,
  content_hash: z.string().nullish(),
});

export const pathArgument = z.object({ path: z.string() });

const filter = z
  .object({ '.tag': z.string(), filter_some: z.array(z.string()).optional() })
  .nullish();

export const metadataArgument = pathArgument.extend({ include_property_groups: filter });

export const listArgument = pathArgument.extend({
  limit: z.int().min(1).max(2_000).nullish(),
  include_property_groups: filter,
});

export const createFolderArgument = pathArgument.extend({ autorename: z.boolean().default(false) });

export const templateArgument = z.object({
  name: z.string(),
  description: z.string(),
  fields: z.array(z.object({ name: z.string(), description: z.string(), type: tagged })),
});

export const propertiesArgument = pathArgument.extend({
  property_groups: propertyGroups.unwrap().unwrap(),
});

export const searchArgument = z.object({
  queries: z.array(
    z.object({ query: z.string(), mode: tagged, logical_operator: tagged.optional() }),
  ),
});

/** Of a call of the api host: JSON in the body, `null` where the function takes nothing. */
export function readBody<T>(schema: z.ZodType<T>, operation: string, call: StorageCall): T {
  const type = call.headers['content-type'] ?? '';
  if (!/^(?:application\/json|text\/plain; charset=dropbox-cors-hack)/u.test(type)) {
    throw badInput(
      operation,
      `Bad HTTP "Content-Type" header: "${type}". Expecting one of "application/json".`,
    );
  }
  return read(schema, operation, call.body.toString('utf8'), 'request body');
}

/** Of a call of the content host: JSON in a header, which holds ASCII alone. */
export function readArgument<T>(schema: z.ZodType<T>, operation: string, call: StorageCall): T {
  const header = call.headers['dropbox-api-arg'];
  if (typeof header !== 'string') {
    throw badInput(operation, 'Must provide HTTP header "Dropbox-API-Arg" or URL parameter "arg".');
  }
  if (!/^[\x20-\x7e]*$/u.test(header)) {
    throw badInput(operation, 'HTTP header "Dropbox-API-Arg": could not decode input as JSON');
  }
  return read(schema, operation, header, 'HTTP header "Dropbox-API-Arg"');
}

function read<T>(schema: z.ZodType<T>, operation: string, text: string, where: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badInput(operation, `${where}: could not decode input as JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badInput(operation, `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
