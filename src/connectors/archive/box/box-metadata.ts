import type { CallOptions } from '../destination.js';
import { jsonOf } from '../rest/rest-client.js';
import type { BoxApi } from './box-api.js';

const OPERATION = '/files/{id}/metadata/global/properties';

/** Writes free properties, which need no template; those that are there stay unless they are given. */
export async function writeMetadata(
  api: BoxApi,
  fileId: string,
  metadata: Readonly<Record<string, string>>,
  { signal }: CallOptions,
): Promise<void> {
  const path = `/files/${encodeURIComponent(fileId)}/metadata/global/properties`;
  const values = Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [name.replace(/^\$+/u, ''), value]),
  );
  const answer = await api.call({
    operation: `POST ${OPERATION}`,
    method: 'POST',
    path,
    json: values,
    accepts: [409],
    signal,
  });
  if (answer.status !== 409) return;
  const before = jsonOf(
    await api.call({ operation: `GET ${OPERATION}`, method: 'GET', path, signal }),
  );
  const changes = Object.entries(values).filter(
    ([name, value]) =>
      typeof before !== 'object' || before === null || Reflect.get(before, name) !== value,
  );
  if (changes.length === 0) return;
  await api.call({
    operation: `PUT ${OPERATION}`,
    method: 'PUT',
    path,
    headers: { 'content-type': 'application/json-patch+json' },
    // To add is to replace where there is a value.
    body: JSON.stringify(
      changes.map(([name, value]) => ({ op: 'add', path: `/${pointer(name)}`, value })),
    ),
    signal,
  });
}

function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
