import * as capabilities from './capabilities.js';
import type { CapabilityParts } from './capability.js';

/** What each of several can do, together. */
type Together<Each> = (Each extends unknown ? (each: Each) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** Everything that the client can do: the interfaces of all capabilities in one. */
export type Capabilities = Together<ReturnType<(typeof capabilities)[keyof typeof capabilities]>>;

export function createCapabilities(parts: CapabilityParts): Capabilities {
  const made = Object.values(capabilities).map((create) => create(parts));
  // Names of different capabilities never meet: a test says so.
  return Object.assign({}, ...made) as Capabilities;
}
