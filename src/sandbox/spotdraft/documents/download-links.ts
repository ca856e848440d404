import { createHmac, timingSafeEqual } from 'node:crypto';

export type LinkCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };

/** Makes and checks links that open one version of one document until they expire. */
export class DownloadLinks {
  readonly #secret: string;
  readonly #now: () => Date;

  constructor(secret: string, now: () => Date) {
    this.#secret = secret;
    this.#now = now;
  }

  /** @returns path and query below the sandbox's own origin */
  create(compositeId: string, file: string, ttlMs: number): string {
    const path = `/storage/${compositeId}/${file}`;
    const expiresMs = this.#now().getTime() + ttlMs;
    return `${path}?expires=${expiresMs}&signature=${this.#sign(path, expiresMs)}`;
  }

  check(compositeId: string, file: string, query: URLSearchParams): LinkCheck {
    const expiresMs = Number(query.get('expires'));
    const expected = this.#sign(`/storage/${compositeId}/${file}`, expiresMs);
    const given = Buffer.from(query.get('signature') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected))) {
      const message = 'The request signature does not match.';
      return { ok: false, status: 403, code: 'SignatureDoesNotMatch', message };
    }
    if (this.#now().getTime() >= expiresMs) {
      const message = 'The provided token has expired.';
      return { ok: false, status: 400, code: 'ExpiredToken', message };
    }
    return { ok: true };
  }

  #sign(path: string, expiresMs: number): string {
    return createHmac('sha256', this.#secret).update(`${path}\n${expiresMs}`).digest('hex');
  }
}

/** An error as object storage words it. */
export function storageError(code: string, message: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
