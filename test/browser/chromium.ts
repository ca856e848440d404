import { existsSync } from 'node:fs';

/** Where Debian and others put it. CHROMIUM_PATH names another one. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Neither a graphics card nor anything beyond this machine is asked for. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of the tests, or null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return named;
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}

export function chromiumFlags(): string[] {
  // Its own sandbox refuses to work for root, which is who runs in a container.
  return process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
}
