import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { parsed } from './dropbox-api.js';
import type { DropboxApi } from './dropbox-api.js';
import { errorOf, tagsOf } from './dropbox-refusals.js';

const linkWire = z.object({
  url: z.string().startsWith('https://'),
  link_permissions: z
    .object({
      resolved_visibility: z.object({ '.tag': z.string() }).optional(),
      effective_audience: z.object({ '.tag': z.string() }).optional(),
    })
    .optional(),
});

const linksWire = z.object({ links: z.array(linkWire) });

export interface DropboxLinks {
  /**
   * A link that opens the file for who has rights to it already, wherever it is moved; null where Dropbox gives none. Never one
   * that gives rights to anybody: a link without an audience would be public.
   */
  find(id: string, options: CallOptions): Promise<string | null>;
}

export function createDropboxLinks(api: DropboxApi): DropboxLinks {
  /** Off once it is clear that the app may not make any. */
  let isAllowed = true;

  return {
    async find(id, options) {
      if (!isAllowed) return null;
      try {
        return (await newLink(api, id, options)) ?? (await existingLink(api, id, options));
      } catch (error) {
        if (!(error instanceof DestinationError) || error.fault === 'throttled') throw error;
        // The file is there without a link, too.
        if (error.fault === 'permission') isAllowed = false;
        return null;
      }
    },
  };
}

async function newLink(api: DropboxApi, id: string, options: CallOptions): Promise<string | null> {
  const name = 'sharing/create_shared_link_with_settings';
  const answer = await api.rpc(
    name,
    { path: id, settings: { audience: { '.tag': 'no_one' }, access: { '.tag': 'viewer' } } },
    { ...options, accepts409: true },
  );
  if (answer.status !== 409) return parsed(linkWire, answer, name).url;
  if (tagsOf(errorOf(answer)).includes('shared_link_already_exists')) return null;
  throw api.refuse(answer, name);
}

/** One that somebody made public is not for the CRM. */
async function existingLink(
  api: DropboxApi,
  id: string,
  options: CallOptions,
): Promise<string | null> {
  const name = 'sharing/list_shared_links';
  const { links } = parsed(
    linksWire,
    await api.rpc(name, { path: id, direct_only: true }, options),
    name,
  );
  const own = links.find(({ link_permissions: permissions }) => {
    const tags = Object.values(permissions ?? {}).flatMap(tagsOf);
    return !tags.includes('public');
  });
  return own?.url ?? null;
}
