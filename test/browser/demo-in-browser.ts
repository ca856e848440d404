import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startDemo } from '../../src/cli/demo/start-demo.js';
import type { Demo } from '../../src/cli/demo/start-demo.js';
import { chromiumFlags, chromiumPath } from './chromium.js';

const SCREENS = path.resolve('test-results/screens');
/** Well below a test's own limit, so that a failure names the step. */
const STEP_TIMEOUT_MS = 15_000;
const VIEWPORT = { width: 1280, height: 900 };

export interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
}

/** The demo as `npm run demo` starts it, and a browser in front of it. */
export interface DemoInBrowser extends AsyncDisposable {
  readonly demo: Demo;
  /** A page of a browser of one's own, on the landing page. */
  open(screen?: Screen): Promise<Page>;
  /** Signs in through the landing page and Salesforce's choice of users. */
  signIn(name: string, screen?: Screen): Promise<Page>;
}

export async function startDemoInBrowser(
  env: Readonly<Record<string, string>> = {},
): Promise<DemoInBrowser> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('There is no Chromium. Install it, or set CHROMIUM_PATH.');
  const demo = await startDemo({ port: 0, logLevel: 'error', env });
  let browser: Browser;
  try {
    browser = await chromium.launch({ executablePath, args: chromiumFlags() });
  } catch (error) {
    await demo.close();
    throw error;
  }
  const open: DemoInBrowser['open'] = async ({ locale = 'en-US', ...size } = {}) => {
    const context = await browser.newContext({
      viewport: { ...VIEWPORT, ...size },
      locale,
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    // A component that throws leaves a page that looks all right: nothing of that kind passes.
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(`${demo.app.url}/`);
    return page;
  };
  return {
    demo,
    open,
    async signIn(name, screen) {
      const page = await open(screen);
      const isGerman = screen?.locale?.startsWith('de') === true;
      const link = isGerman ? 'Mit Salesforce anmelden' : 'Sign in with Salesforce';
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('button', { name }).click();
      // A phone shows the initials alone.
      const signedIn = isGerman ? `Angemeldet als ${name}` : `Signed in as ${name}`;
      await page.getByText(signedIn).waitFor({ state: 'attached' });
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await demo.close();
    },
  };
}

/** `SCREENS=all` takes each state at each width, which is for people who look; without it they are only measured. */
const takesAllWidths = process.env.SCREENS === 'all';
/** A small phone, a phone, a desk. */
const WIDTHS = [320, 390, 1440];

/** What a screen may be set to; a page has to be read on both. */
const SCHEMES = [
  { colorScheme: 'light', ending: '' },
  { colorScheme: 'dark', ending: '-dark' },
] as const;

/**
 * Writes what the page looks like, on light and on dark screens, for people; git does not keep it. Fails where it does not
 * fit a width.
 */
export async function takeScreen(page: Page, name: string): Promise<void> {
  await mkdir(SCREENS, { recursive: true });
  await page.evaluate('window.scrollTo(0, 0)');
  await onBothScreens(page, async (ending) => {
    const file = path.join(SCREENS, `${name}${ending}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
  });
  const size = page.viewportSize()!;
  // A test of one width is about that one.
  if (size.width !== VIEWPORT.width) return;
  try {
    for (const width of WIDTHS) await lookAtWidth(page, name, width, size.height);
  } finally {
    await page.setViewportSize(size);
    await page.evaluate(SETTLED);
  }
}

async function lookAtWidth(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  // What moves with the width is in its place a frame later.
  await page.evaluate(SETTLED);
  if (takesAllWidths) {
    const file = path.join(SCREENS, `w${width}`, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', fullPage: true });
  }
  expect(await overflowOf(page), `${name} at ${width} px is wider than its window`).toBe(0);
  for (const dialog of await page.locator('dialog[open] .slds-modal__container').all()) {
    const { x, width: wide } = (await dialog.boundingBox())!;
    expect(x, `the dialog of ${name} at ${width} px`).toBeGreaterThanOrEqual(0);
    expect(x + wide, `the dialog of ${name} at ${width} px`).toBeLessThanOrEqual(width);
  }
}

const SETTLED = `new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled)))
  .then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  .then(() => null)`;

async function onBothScreens(page: Page, look: (ending: string) => Promise<void>): Promise<void> {
  try {
    for (const { colorScheme, ending } of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      // Links change their colour gradually, and what is between two colours is none.
      await page.evaluate(SETTLED);
      await look(ending);
    }
  } finally {
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

/** LWC's shadow roots refuse `getElementById`, by which axe finds the input of a label to judge its contrast. */
const ID_LOOKUP_IN_SHADOW_ROOTS = `{
  const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot);
  const root = roots.find((each) => each !== null);
  if (root) {
    Object.getPrototypeOf(root).getElementById = function (id) {
      return this.querySelector('[id="' + CSS.escape(id) + '"]');
    };
  }
}`;

/**
 * Fails with what axe finds serious or worse on the page as it is now, on a light screen or on a dark one.
 * @param options.except rules that do not fit the page, for a reason that its test has to say
 */
export async function expectAccessible(
  page: Page,
  { except = [] }: { readonly except?: string[] } = {},
): Promise<void> {
  await page.evaluate(ID_LOOKUP_IN_SHADOW_ROOTS);
  await onBothScreens(page, (ending) => expectNothingGrave(page, ending, except));
}

async function expectNothingGrave(page: Page, screen: string, except: string[]): Promise<void> {
  const { violations, incomplete } = await new AxeBuilder({ page }).disableRules(except).analyze();
  // A rule that breaks down finds nothing.
  const broken = incomplete.filter(({ nodes }) =>
    nodes.some(({ none }) => none.some(({ id }) => id === 'error-occurred')),
  );
  expect(broken.map(({ id }) => id)).toEqual([]);
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' ')})`);
  expect(grave, `on a screen${screen}`).toEqual([]);
}

/** By how many pixels the page is wider than the window, or what is in a dialog than the dialog: it scrolls by itself. */
export async function overflowOf(page: Page): Promise<number> {
  const wholes = await page
    .locator('html, dialog[open] .slds-modal__content')
    .evaluateAll((all: { scrollWidth: number; clientWidth: number }[]) =>
      all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    );
  return Math.max(...wholes);
}

/** The card of one contract in the deal's list. */
export function contractTile(page: Page, name: string): Locator {
  return page.locator('c-dealdraft-contract-tile').filter({ hasText: name });
}
