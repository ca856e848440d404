import { graphError } from './refusals.js';

/** What a path below `/v1.0/` means: whose drive, which item in it, and what is asked of it. */
export interface DriveAddress {
  readonly drive:
    | { readonly by: 'id'; readonly id: string }
    | { readonly by: 'user'; readonly user: string }
    | { readonly by: 'site'; readonly siteId: string };
  /** Null for the drive itself. */
  readonly item: { readonly id: string; readonly names: readonly string[] } | null;
  /** `content`, `children`, `listItem/fields`…; empty for the thing itself. */
  readonly action: string;
}

const BASES = [
  /^drives\/(?<id>[^/]+)/u,
  /^sites\/[^/]+\/drives\/(?<id>[^/]+)/u,
  /^users\/(?<user>[^/]+)\/drive(?=\/|$)/u,
  /^sites\/(?<site>[^/:]+)\/drive(?=\/|$)/u,
];

/** Null for what is no path of a drive. @throws StorageRefusal for one that can't be decoded. */
export function readDriveAddress(path: string): DriveAddress | null {
  for (const base of BASES) {
    const found = base.exec(path);
    if (found === null) continue;
    const { id, user, site } = found.groups ?? {};
    const drive =
      id !== undefined
        ? ({ by: 'id', id: decode(id) } as const)
        : user !== undefined
          ? ({ by: 'user', user: decode(user) } as const)
          : ({ by: 'site', siteId: decode(site ?? '') } as const);
    return { drive, ...readInside(path.slice(found[0].length).replace(/^\//u, '')) };
  }
  return null;
}

/** `root`, `items/ID`, `root:/names`, `items/ID:/names`, each with an action after `/` or, behind names, after `:/`. */
function readInside(inside: string): Pick<DriveAddress, 'item' | 'action'> {
  const [head = '', names, tail = ''] = inside.split(':');
  const anchor = /^(?:root|items\/(?<id>[^/]+))(?:\/(?<action>.*))?$/u.exec(head);
  if (anchor === null) return { item: null, action: head };
  return {
    item: {
      id: decode(anchor.groups?.id ?? 'root'),
      names: (names ?? '')
        .split('/')
        .filter((name) => name !== '')
        .map(decode),
    },
    action: (names === undefined ? (anchor.groups?.action ?? '') : tail).replace(/^\/|\/$/gu, ''),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw graphError(400, 'invalidRequest', { message: 'The path is malformed.' });
  }
}
