/** Which methods there are at an address, whatever the method that was asked with. */
export interface KnownPaths {
  add(method: string, pattern: string): void;
  /** Empty where there is nothing. */
  methodsAt(url: string): readonly string[];
}

/** Fed with routes in fastify's notation, of which we use names of segments (`/documents/:contractId`). */
export function createKnownPaths(): KnownPaths {
  const byPattern = new Map<string, { readonly matches: RegExp; readonly methods: Set<string> }>();
  return {
    add(method, pattern) {
      // What stands for all addresses, such as the preflight of CORS, makes none of them known.
      if (pattern.includes('*') || method === 'OPTIONS') return;
      const known = byPattern.get(pattern) ?? {
        matches: new RegExp(
          `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`,
        ),
        methods: new Set(),
      };
      known.methods.add(method);
      byPattern.set(pattern, known);
    },
    methodsAt(url) {
      const path = pathOf(url);
      const methods = [...byPattern.values()]
        .filter(({ matches }) => matches.test(path))
        .flatMap((known) => [...known.methods]);
      return [...new Set(methods)].sort();
    },
  };
}

/** As the router reads it: without the host of an absolute address, and with letters that needed no encoding decoded. */
function pathOf(url: string): string {
  const [path = ''] = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  try {
    return decodeURI(path);
  } catch {
    return path; // the router refuses it
  }
}
