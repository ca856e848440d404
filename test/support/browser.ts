import { expect } from 'vitest';

interface Cookie {
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** What browsers send with a page that a person opens. */
const PAGE_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A browser as far as signing in needs one: it keeps cookies by host name and shows each redirect. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, Cookie>>();

  /** Cookies of a host, ports set aside, as browsers keep them. */
  cookiesOf(url: string): Map<string, Cookie> {
    const { hostname } = new URL(url);
    let cookies = this.#cookies.get(hostname);
    if (cookies === undefined) this.#cookies.set(hostname, (cookies = new Map()));
    return cookies;
  }

  /** Another browser with the same cookies, as a thief of them would have. */
  copy(): Browser {
    const browser = new Browser();
    for (const [host, cookies] of this.#cookies) browser.#cookies.set(host, new Map(cookies));
    return browser;
  }

  /** One request; redirects are not followed. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.cookiesOf(url);
    const cookie = [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const headers = new Headers({ accept: PAGE_ACCEPT, ...(cookie === '' ? {} : { cookie }) });
    new Headers(init.headers).forEach((value, name) => {
      headers.set(name, value);
    });
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Opens a page and follows redirects as long as `while` says so. */
  async open(url: string, follow: (to: URL) => boolean = () => true): Promise<Response> {
    let at = url;
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await this.request(at);
      const next = locationOf(response, at);
      if (next === null || !follow(next)) return response;
      at = next.href;
    }
    throw new Error(`${url} redirects without an end.`);
  }

  /** Opens the sign-in, picks the user on Salesforce's page, and answers where Salesforce sends the browser then. */
  async pickUser(
    signInUrl: string,
    username: string,
    change: (authorize: URL) => void = () => undefined,
  ): Promise<URL> {
    const begun = await this.request(signInUrl);
    expect(begun.status).toBe(302);
    const authorize = new URL(begun.headers.get('location') ?? '');
    change(authorize);
    const page = await this.request(authorize.href);
    expect(page.status).toBe(200);
    const action = /<form method="post" action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const target = new URL(action.replaceAll('&amp;', '&'), authorize);
    const answer = await this.request(target.href, {
      method: 'POST',
      body: new URLSearchParams({ username }),
    });
    expect(answer.status).toBe(302);
    return new URL(answer.headers.get('location') ?? '');
  }

  /** The whole sign-in; the answer of the callback. */
  async signIn(appUrl: string, username: string, returnTo = '/'): Promise<Response> {
    const callback = await this.pickUser(
      `${appUrl}/signin?returnTo=${encodeURIComponent(returnTo)}`,
      username,
    );
    return this.request(callback.href);
  }
}

function keep(jar: Map<string, Cookie>, line: string): void {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const [name, value] = splitAt(pair);
  const attributes = new Map(
    rest.map((part) => {
      const [key, text] = splitAt(part);
      return [key.toLowerCase(), text] as const;
    }),
  );
  const isOver =
    attributes.get('max-age') === '0' || new Date(attributes.get('expires') ?? '').getTime() === 0;
  if (isOver) jar.delete(name);
  else jar.set(name, { value, attributes });
}

function splitAt(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function locationOf(response: Response, from: string): URL | null {
  const location = response.headers.get('location');
  return location === null ? null : new URL(location, from);
}
