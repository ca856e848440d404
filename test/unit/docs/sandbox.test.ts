import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../../src/sandbox/http/fault-rules.js';
import { RESOURCES_NOT_THERE } from '../../../src/sandbox/salesforce/api/not-there.js';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../src/sandbox/salesforce/index.js';
import { CONTROL_ACTIONS } from '../../../src/sandbox/spotdraft/control/control.js';
import { startSpotDraftSandbox } from '../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../src/sandbox/spotdraft/index.js';
import { readText, section, tableRows, withoutCodeMarks } from './markdown.js';

let salesforce: SalesforceSandbox;
let spotdraft: SpotDraftSandbox;
beforeAll(async () => {
  salesforce = await startSalesforceSandbox();
  spotdraft = await startSpotDraftSandbox({ deals: salesforce.deals });
});
afterAll(async () => {
  await salesforce.close();
  await spotdraft.close();
});

const SOURCES = {
  'Of SpotDraft': [
    'src/sandbox/spotdraft/control/control-routes.ts',
    'src/sandbox/http/faults.ts',
    'src/sandbox/http/call-counter.ts',
  ],
  'Of Salesforce': [
    'src/sandbox/salesforce/control-routes.ts',
    'src/sandbox/salesforce/instance.ts',
  ],
} as const;

const SAMPLES: Readonly<Record<string, string>> = {
  ':object': 'Opportunity',
  ':username': 'tom.keller@meridian-cloud.example',
  ':email': 'audit@meridian-cloud.example',
};

describe('docs/sandbox.md', () => {
  it.each(['Of SpotDraft', 'Of Salesforce'] as const)(
    'lists every control route: %s',
    (heading) => {
      const registered = SOURCES[heading].flatMap((file) =>
        [
          ...readText(file).matchAll(
            /\.(get|post|put|patch|delete)(?:<[^]*?>)?\(\s*'(\/__sandbox\/[^']*)'/g,
          ),
        ].map(([, method = '', route = '']) => `${method.toUpperCase()} ${route}`),
      );
      expect(documentedRoutes(heading).sort()).toEqual(registered.sort());
    },
  );

  it('lists every route of signing in to Salesforce', () => {
    const files = ['openid', 'authorize', 'token', 'user'].map((name) =>
      readText(`src/sandbox/salesforce/oauth/${name}-routes.ts`),
    );
    const counted = files.flatMap((text) =>
      [...text.matchAll(/countCall\((?:'(\w+)'|request\.method), (?:'([^']+)'|PATH)\)/g)].map(
        ([, method = 'GET, POST', route = '/services/oauth2/authorize']) => `${method} ${route}`,
      ),
    );
    expect(documentedRoutes('Signing in to Salesforce').sort()).toEqual(counted.sort());
  });

  it('names control routes that answer', async () => {
    for (const heading of ['Of SpotDraft', 'Of Salesforce'] as const) {
      const origin = heading === 'Of SpotDraft' ? spotdraft.url : salesforce.url;
      for (const entry of documentedRoutes(heading)) {
        const [method = '', route = ''] = entry.split(' ');
        const id = heading === 'Of SpotDraft' ? 'T-19611' : '0065g00AqnHTqkOAET';
        const path = route
          .replace(':id', id)
          .replace(':action', 'comment')
          .replaceAll(/:\w+/g, (name) => SAMPLES[name] ?? name);
        const response = await fetch(`${origin}${path}`, { method });
        // A route that does not exist is answered in the API's own words for it.
        const isRefusal = response.status === 400 && method !== 'GET' && method !== 'DELETE';
        expect(response.ok || isRefusal, `${entry}: ${response.status}`).toBe(true);
      }
    }
  });

  it('names every action on a contract, and every kind of fault', () => {
    const text = section('docs/sandbox.md', 'Of SpotDraft');
    expect(CONTROL_ACTIONS.filter((action) => !text.includes(`\`${action}\``))).toEqual([]);
    const kinds = tableRows(section('docs/sandbox.md', 'Fault rules')).map(([kind = '']) =>
      withoutCodeMarks(kind),
    );
    expect(kinds).toEqual([...FAULT_KINDS, 'row-error', 'request-limit']);
  });

  it('lists the resources that the Salesforce sandbox lacks', () => {
    const text = section('docs/sandbox.md', 'What the Salesforce sandbox lacks');
    expect(RESOURCES_NOT_THERE.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('gives rules for bad days that the sandboxes take', async () => {
    const days = tableRows(section('docs/sandbox.md', 'Bad days to copy'));
    expect(days.length).toBeGreaterThan(15);
    for (const [whose = '', , rule = ''] of days) {
      const of = whose === 'both' ? [spotdraft.url, salesforce.url] : [salesforce.url];
      for (const origin of of) {
        const response = await fetch(`${origin}/__sandbox/faults`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: withoutCodeMarks(rule),
        });
        expect(response.status, `${rule}: ${await response.text()}`).toBe(201);
        await fetch(`${origin}/__sandbox/faults`, { method: 'DELETE' });
      }
    }
  });

  it('names the users, the credentials and deals that are there', () => {
    const rows = tableRows(section('docs/sandbox.md', 'What is in it'));
    expect(rows.map(([user = '']) => withoutCodeMarks(user))).toEqual(
      salesforce.users.map(({ username }) => username),
    );
    const text = readText('docs/sandbox.md');
    for (const name of [
      spotdraft.clientId,
      spotdraft.clientSecret,
      salesforce.clientId,
      salesforce.clientSecret,
    ])
      expect(text).toContain(`\`${name}\``);
    const fresh = spotdraftContracts('0065g00AqnHTrDmAEL');
    expect(fresh).toHaveLength(0);
    expect(salesforce.deals.length).toBe(200);
  });
});

function spotdraftContracts(externalId: string) {
  return spotdraft.control.list(externalId);
}

function documentedRoutes(heading: keyof typeof SOURCES | 'Signing in to Salesforce'): string[] {
  return tableRows(section('docs/sandbox.md', heading)).map(([route = '']) =>
    withoutCodeMarks(route),
  );
}
