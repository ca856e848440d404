import { z } from 'zod';
import type { Users } from '../../connectors/spotdraft/users.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreationKind } from '../../sync/index.js';
import { fingerprint } from '../once/fingerprint.js';
import { subjectOf } from '../once/subject.js';

export const USER_CREATION = 'user';

const subject = subjectOf(z.object({ address: z.string(), wasThere: z.boolean() }));
const PAGE = 100;

/** By what a member is recognised: an address is one person's, upper and lower case alike. */
export function addressMark(email: string): string {
  return fingerprint(email.toLowerCase());
}

export async function userSubject(
  spotdraft: Users,
  email: string,
  options: CallOptions,
): Promise<string> {
  const wasThere = (await spotdraft.findUser(email, options)) !== null;
  return subject.write({ address: addressMark(email), wasThere });
}

/** Finds somebody who was invited among the members; who was one before was not invited by it. */
export function createUserCreations({ spotdraft }: { readonly spotdraft: Users }): CreationKind {
  return {
    kind: USER_CREATION,
    async lookFor(creation, { isLast: _isLast, ...options }) {
      const { address, wasThere } = subject.read(creation.subject);
      if (wasThere) return null;
      for (let page = 1; ; page += 1) {
        const { rows, total } = await spotdraft.listUsers({ page, limit: PAGE }, options);
        if (rows.some(({ email }) => email !== null && addressMark(email) === address)) {
          return address;
        }
        if (rows.length === 0 || page * PAGE >= total) return null;
      }
    },
  };
}
