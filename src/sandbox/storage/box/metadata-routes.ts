import { z } from 'zod';

import type { StorageCall, StorageRoute } from '../storage-route.js';
import type { BoxEnterprise, BoxFile } from './enterprise.js';
import { readJson } from './read-json.js';
import { boxError } from './refusals.js';
import { toInstance } from './representation.js';

const PATH = '/2.0/files/:id/metadata/:scope/:template';

const values = z.record(z.string(), z.unknown());

const operations = z.array(
  z.object({
    op: z.enum(['add', 'replace', 'remove', 'test']),
    path: z.string().startsWith('/'),
    value: z.unknown().optional(),
  }),
);

interface Place {
  readonly file: BoxFile;
  readonly scope: string;
  readonly template: string;
  readonly key: string;
}

export function metadataRoutes(box: BoxEnterprise): StorageRoute[] {
  /** @throws StorageRefusal for a template that nobody has made. */
  const find = ({ params }: StorageCall): Place => {
    const file = box.file(params.id ?? '');
    const [scope = '', template = ''] = [params.scope, params.template];
    const isKnown =
      scope === 'global'
        ? template === 'properties'
        : scope.startsWith('enterprise') && box.settings.templates.includes(template);
    if (!isKnown) throw boxError(404, 'not_found', { message: 'Template not found' });
    return { file, scope, template, key: `${scope}/${template}` };
  };
  const existing = (place: Place) => {
    const found = place.file.metadata.get(place.key);
    if (found === undefined) throw boxError(404, 'instance_not_found');
    return found;
  };
  const write = ({ file, key, scope, template }: Place, next: Record<string, unknown> | null) => {
    checkValues(scope, next ?? {});
    const metadata = new Map(file.metadata);
    if (next === null) metadata.delete(key);
    else metadata.set(key, next);
    box.changeFile(file, { metadata, etag: file.etag });
    return next === null ? {} : toInstance(file, scope, template, next);
  };

  return [
    {
      method: 'POST',
      path: PATH,
      handle: (call) => {
        const place = find(call);
        box.checkMayWrite(place.file.parentId);
        if (place.file.metadata.has(place.key)) {
          throw boxError(409, 'tuple_already_exists', { message: 'Instance already exists' });
        }
        return { status: 201, body: write(place, readJson(values, call)) };
      },
    },
    {
      method: 'GET',
      path: PATH,
      handle: (call) => {
        const place = find(call);
        return {
          status: 200,
          body: toInstance(place.file, place.scope, place.template, existing(place)),
        };
      },
    },
    {
      method: 'PUT',
      path: PATH,
      handle: (call) => {
        const place = find(call);
        box.checkMayWrite(place.file.parentId);
        if (call.headers['content-type'] !== 'application/json-patch+json') {
          throw boxError(415, 'unsupported_media_type');
        }
        return {
          status: 200,
          body: write(place, patched(existing(place), readJson(operations, call))),
        };
      },
    },
    {
      method: 'DELETE',
      path: PATH,
      handle: (call) => {
        const place = find(call);
        existing(place);
        write(place, null);
        return { status: 204 };
      },
    },
  ];
}

/** Free properties hold texts alone; keys never begin with a dollar. */
function checkValues(scope: string, next: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(next)) {
    if (key.startsWith('$') || (scope === 'global' && typeof value !== 'string')) {
      throw boxError(400, 'bad_request', { message: `${key} can't be set to that` });
    }
  }
}

function patched(
  before: Readonly<Record<string, unknown>>,
  changes: z.infer<typeof operations>,
): Record<string, unknown> {
  const next = new Map(Object.entries(before));
  for (const { op, path, value } of changes) {
    const key = path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    if (op !== 'add' && !next.has(key))
      throw boxError(400, 'bad_request', { message: `no value at ${path}` });
    if (op === 'test' && next.get(key) !== value) {
      throw boxError(400, 'bad_request', { message: `test of ${path} failed` });
    }
    if (op === 'remove') next.delete(key);
    else if (op !== 'test') next.set(key, value);
  }
  return Object.fromEntries(next);
}
