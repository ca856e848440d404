import type { FaultRule } from './fault-rules.js';

/** An answer's JSON with some members changed or left out; what is not JSON stays as it is. */
export function editJson(
  payload: unknown,
  { set = {}, remove = [] }: Pick<FaultRule, 'set' | 'remove'>,
): unknown {
  if (typeof payload !== 'string') return payload;
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return payload;
  }
  for (const [path, value] of Object.entries(set)) {
    const { parent, name } = locate(json, path);
    if (parent !== null) Reflect.set(parent, name, value);
  }
  for (const path of remove) {
    const { parent, name } = locate(json, path);
    if (parent !== null) Reflect.deleteProperty(parent, name);
  }
  return JSON.stringify(json);
}

/** The object or list that `results.0.id` is a member of; `null` where the way there leads nowhere. */
function locate(json: unknown, path: string): { parent: object | null; name: string } {
  const names = path.split('.');
  const name = names.pop() ?? '';
  let parent: unknown = json;
  for (const step of names) {
    parent = isContainer(parent) ? Reflect.get(parent, step) : null;
  }
  return { parent: isContainer(parent) ? parent : null, name };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
