import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoInBrowser } from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

/** What a browser without anything kept may load before the list of deals is there. */
const MOST_BYTES = 250_000;
/** A slow phone network. */
const BITS_PER_SECOND = 1_600_000;
const REP = 'Priya Raman';

let world: DemoInBrowser;
beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the first load', () => {
  it('is light, and its time on a slow network is printed', async () => {
    const page = await world.signIn(REP);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.clearBrowserCache');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: BITS_PER_SECOND / 8,
      uploadThroughput: BITS_PER_SECOND / 16,
    });
    const loaded = new Map<string, number>();
    const addresses = new Map<string, string>();
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
      addresses.set(requestId, new URL(request.url).pathname);
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      loaded.set(addresses.get(requestId) ?? requestId, encodedDataLength);
    });
    const startedAt = performance.now();
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('table', { name: 'Opportunities' }).getByRole('link').first().waitFor();
    const seconds = (performance.now() - startedAt) / 1_000;
    // What the page is made of; what the deals are is another matter.
    const files = [...loaded].filter(([address]) => /\.\w+$|^\/$/.test(address));
    const bytes = files.reduce((sum, [, size]) => sum + size, 0);
    console.log(
      `First load: ${Math.round(bytes / 1_000)} kB in ${files.length} files, interactive after ${seconds.toFixed(1)} s at 1.6 Mbit/s.`,
    );
    expect(files.map(([address]) => address)).toContain('/');
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
    await page.context().close();
  });
});
