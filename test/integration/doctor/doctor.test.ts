import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DoctorDocument } from '../../generated/graphql.js';
import { readText, section, tableRows, withoutCodeMarks } from '../../unit/docs/markdown.js';
import type { World } from '../../support/world.js';
import { changedMapping, examineIn, startHealthyWorld } from './doctor-support.js';
import type { Env } from './doctor-support.js';

/** What no API shows to anybody, and where to look instead. */
const PLACES = {
  'spotdraft.approvals': 'Look in SpotDraft under Settings',
  'spotdraft.signing': 'Look in SpotDraft under Settings',
  'expiry.salesforce': 'Salesforce Setup under External Client App Manager',
} as const;
const UNSEEN = Object.keys(PLACES);
/** The worlds here are allowed more calls than SpotDraft allows. */
const HASTE = 'spotdraft.allowance';

let world: World;
/** By how much SpotDraft's clock is behind. */
let lagMs = 0;
beforeAll(async () => {
  world = await startHealthyWorld({
    spotdraft: { now: () => new Date(Date.now() - lagMs) },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(() => {
  lagMs = 0;
  world.spotdraft.faults.clear();
  world.salesforce.control.clearFaults();
  world.salesforce.control.usage.setUsed(0);
  world.salesforce.control.setFieldSecurity(world.salesforce.integrationUsername, {
    hidden: [],
    readOnly: [],
  });
});

describe('a healthy workspace', () => {
  test('passes every check but those for what no API shows, in few calls', async () => {
    world.spotdraft.calls.reset();
    const startedAt = performance.now();
    const found = await examineIn(world, { SPOTDRAFT_RATE_LIMIT: '10' });
    const seconds = (performance.now() - startedAt) / 1_000;
    process.stdout.write(`doctor of a healthy workspace: ${seconds.toFixed(1)} s of 15 s\n`);
    expect(found.names('fail')).toEqual([]);
    expect(found.names('warn')).toEqual(UNSEEN);
    for (const [name, place] of Object.entries(PLACES)) {
      expect(found.of(name)).toMatchObject({
        seen: expect.stringContaining("can't be seen"),
        todo: expect.stringContaining(place),
      });
    }
    // At ten calls a second: far from the fifteen seconds that it may take.
    const { total, maxInOneSecond } = world.spotdraft.calls.report();
    expect(total).toBeLessThan(40);
    expect(maxInOneSecond).toBeLessThanOrEqual(10);
  });

  test('is left as it was', async () => {
    const before = world.spotdraft.control.list();
    await examineIn(world);
    expect(world.spotdraft.control.list()).toEqual(before);
  });

  test('renders a preview of each mapped template when asked to, and creates nothing', async () => {
    const before = world.spotdraft.control.list().length;
    const found = await examineIn(world, {}, { probe: true });
    expect(found.of('probe.1204')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('nothing was created'),
    });
    expect(world.spotdraft.control.list()).toHaveLength(before);
  });

  test('is told to operators in the graph, and to nobody else', async () => {
    const { data } = await world.graphql(DoctorDocument, {}, world.as('admin'));
    const byName = new Map(data?.doctor.map((check) => [check.check, check]));
    expect(byName.get('spotdraft.credentials')).toMatchObject({ state: 'OK', todo: '' });
    expect(byName.get('spotdraft.signing')).toMatchObject({ state: 'WARN' });
    const { errors } = await world.graphql(DoctorDocument, {}, world.as('service'));
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('docs/doctor.md explains each check, and no other', async () => {
    const { checks } = await examineIn(world);
    const listed = tableRows(section('docs/doctor.md', 'The checks')).map(([name = '']) =>
      withoutCodeMarks(name),
    );
    expect(listed.toSorted()).toEqual(checks.map(({ check }) => check).toSorted());
    expect(readText('docs/doctor.md')).toContain('probe.ID');
  });
});

interface Fault {
  /** Brings it about, and answers with the settings it takes. */
  readonly make: (world: World) => Promise<Env> | Env;
  /** Checks that fail, and what the first of them tells to do. */
  readonly fails?: readonly string[];
  /** Checks that warn, beside what always does. */
  readonly warns?: readonly string[];
  readonly todo: RegExp;
  /** How the checks begin that can't be judged then. */
  readonly unjudged?: RegExp;
}

const OF_SPOTDRAFT =
  /^(spotdraft\.(?!credentials|allowance|approvals|signing$)|clock\.spotdraft|store\.workspace|webhook\.deliveries|identities\.spotdraft|terms\.key-pointers)/u;
const OF_SALESFORCE =
  /^(salesforce\.(?!credentials)|clock\.salesforce|callers\.orgs|identities\.salesforce|signin\.admins|automations\.rules|renewals\.fields)/u;

const answers = (status: number, body: unknown, pathPart: string) => (w: World) => {
  w.spotdraft.faults.add({ kind: 'status', status, body, match: { path: pathPart } });
  return {};
};
const hiding =
  (...hidden: string[]) =>
  (w: World) => {
    w.salesforce.control.setFieldSecurity(w.salesforce.integrationUsername, {
      hidden,
      readOnly: [],
    });
    return {};
  };
const mappingWith = (what: string | RegExp, by: string) => (w: World) =>
  changedMapping(w, what, by);

const FAULTS: Readonly<Record<string, Fault>> = {
  'a secret that SpotDraft refuses': {
    make: () => ({ SPOTDRAFT_CLIENT_SECRET: 'wrong' }),
    fails: ['spotdraft.credentials'],
    todo: /Correct the credential/,
    unjudged: OF_SPOTDRAFT,
  },
  'a SpotDraft that is down': {
    make: answers(503, '<html>', '/'),
    fails: ['spotdraft.credentials'],
    todo: /Look whether the system is up/,
    unjudged: OF_SPOTDRAFT,
  },
  'contracts that the credential may not read': {
    make: answers(403, { detail: 'You do not have permission' }, '/public/contracts/'),
    fails: ['spotdraft.contracts'],
    todo: /Have the right granted/,
  },
  'calls of Salesforce that are spent': {
    make: (w) => {
      w.salesforce.control.addFault({ kind: 'request-limit', times: 100 });
      return {};
    },
    fails: ['salesforce.credentials'],
    todo: /Company Information at who uses them/,
    unjudged: OF_SALESFORCE,
  },
  'an app that Salesforce does not know': {
    make: () => ({ SALESFORCE_CLIENT_ID: 'wrong' }),
    fails: ['salesforce.credentials'],
    todo: /Correct the credential/,
    unjudged: OF_SALESFORCE,
  },
  'a version of the API that the org no longer offers': {
    make: () => ({ SALESFORCE_API_VERSION: '30.0' }),
    fails: ['salesforce.version'],
    todo: /Set SALESFORCE_API_VERSION to 67\.0/,
    unjudged:
      /^(salesforce\.(?!credentials|version)|identities\.salesforce|signin\.admins|automations\.rules|renewals\.fields)/u,
  },
  'a variable that is missing': {
    make: () => ({ SPOTDRAFT_CLIENT_ID: '' }),
    fails: ['configuration.environment'],
    todo: /Correct these variables/,
    unjudged: new RegExp(
      `${OF_SPOTDRAFT.source}|^spotdraft\\.(credentials|allowance)|^webhook\\.`,
      'u',
    ),
  },
  'a name that looks like a slip': {
    make: () => ({ SPOTDRAFT_RATE_LIMT: '5' }),
    warns: ['configuration.environment'],
    todo: /Correct the name/,
  },
  'a mapping file with a mistake': {
    make: mappingWith('template: 1204', 'template: many'),
    fails: ['configuration.mapping'],
    todo: /Correct the file/,
    unjudged:
      /^(spotdraft\.(templates|types|entities|counterparties|roles|users)|salesforce\.(objects|fields)|(automations|renewals|terms|notices)\..*)$/u,
  },
  'a template that is not there': {
    make: mappingWith('template: 1204', 'template: 9999'),
    fails: ['spotdraft.templates'],
    todo: /mapping check/,
  },
  'a field that the template does not have': {
    make: mappingWith('customer_name:', 'client_name:'),
    fails: ['spotdraft.templates'],
    todo: /mapping check/,
  },
  'a contract type that the credential does not see': {
    make: (w) => {
      const match = { pattern: '/contract_types/$' };
      w.spotdraft.faults.add({ kind: 'status', status: 200, body: [], match });
      return {};
    },
    fails: ['spotdraft.types'],
    todo: /Contract Types/,
  },
  'an entity that is not there': {
    make: mappingWith('    signatories:', '    entity: \'"MC-FR"\'\n    signatories:'),
    fails: ['spotdraft.entities'],
    todo: /mapping check/,
  },
  'an organisation type that SpotDraft does not have': {
    make: mappingWith(
      /organizationType: .*\n +jurisdiction: .*/u,
      'organizationType: \'"Guild"\'\n        jurisdiction: \'"US"\'',
    ),
    fails: ['spotdraft.counterparties'],
    todo: /mapping check/,
  },
  'somebody who signs for us and has left': {
    make: mappingWith('email: Owner.Email', 'email: \'"former.rep@meridian-cloud.example"\''),
    fails: ['spotdraft.users'],
    todo: /activate them in SpotDraft/,
  },
  'a type of which nobody may create contracts': {
    make: answers(200, { permission_list: [] }, '/access_control'),
    warns: ['spotdraft.roles'],
    todo: /let the roles of your sales people create/,
  },
  'another signing key': {
    make: () => ({ SPOTDRAFT_HMAC_KEY: Buffer.alloc(64, 7).toString('base64') }),
    fails: ['spotdraft.signing-key'],
    todo: /dealdraft webhooks key/,
  },
  'a clock that differs from SpotDraft’s': {
    make: () => {
      lagMs = 10 * 60_000;
      return {};
    },
    fails: ['clock.spotdraft'],
    todo: /NTP/,
  },
  'a clock that differs from Salesforce’s': {
    make: (w) => {
      const headers = { date: new Date(Date.now() + 30_000).toUTCString() };
      w.salesforce.control.addFault({ kind: 'edit', match: { path: '/services/data' }, headers });
      return {};
    },
    warns: ['clock.salesforce'],
    todo: /NTP/,
  },
  'an object that is not there': {
    make: hiding('SpotDraft_Contract__c'),
    fails: ['salesforce.objects'],
    todo: /Deploy the package/,
  },
  'a field without the right to it': {
    make: hiding('Opportunity.Contract_Status__c'),
    fails: ['salesforce.fields'],
    todo: /mapping check/,
  },
  'deals that the integration user may only look at': {
    make: (w) => {
      w.salesforce.control.setFieldSecurity(w.salesforce.integrationUsername, {
        hidden: [],
        readOnly: ['Opportunity.Contract_Status__c'],
      });
      return {};
    },
    fails: ['salesforce.fields'],
    todo: /mapping check/,
  },
  'calls of Salesforce that are nearly spent': {
    make: (w) => {
      w.salesforce.control.usage.setUsed(90_000);
      return {};
    },
    warns: ['salesforce.allowance'],
    todo: /Company Information/,
  },
  'an address of the identity table that SpotDraft does not know': {
    make: async (w) => {
      const file = path.join(w.folder, 'identities.yaml');
      const { username } = w.salesforce.users[0]!;
      await writeFile(file, `users:\n  ${username}: nobody@else.example\n`);
      return { IDENTITY_FILE: file };
    },
    fails: ['identities.spotdraft'],
    todo: /Correct IDENTITY_FILE/,
  },
  'a name of the identity table that Salesforce does not know': {
    make: async (w) => {
      const file = path.join(w.folder, 'identities.yaml');
      const { email } = w.spotdraft.control.users().find(({ isActive }) => isActive)!;
      await writeFile(file, `users:\n  nobody@else.example: ${email}\n`);
      return { IDENTITY_FILE: file };
    },
    fails: ['identities.salesforce'],
    todo: /user names, as Setup > Users shows them/,
  },
  'an app for signing in that Salesforce does not know': {
    make: () => ({ SIGNIN_CLIENT_ID: 'wrong' }),
    fails: ['signin.app'],
    todo: /External Client App Manager/,
  },
  'an operator who is no user': {
    make: () => ({ SIGNIN_ADMINS: 'nobody@else.example' }),
    fails: ['signin.admins'],
    todo: /Correct SIGNIN_ADMINS/,
  },
  'a PUBLIC_URL where something else answers': {
    make: (w) => ({ PUBLIC_URL: w.spotdraft.url }),
    fails: ['webhook.subscription', 'public.url'],
    todo: /webhooks register/,
  },
  'a PUBLIC_URL without TLS': {
    make: () => ({ PUBLIC_URL: 'http://deals.example', SIGNIN_CLIENT_ID: '' }),
    fails: ['webhook.subscription', 'public.url'],
    todo: /webhooks register/,
  },
  'a destination whose folder is not there': {
    make: async (w) => {
      const file = path.join(w.folder, 'archive.yaml');
      const good = path.join(w.folder, 'good');
      await mkdir(good, { recursive: true });
      await writeFile(
        file,
        `version: 1
destinations:
  - { name: good, type: folder, directory: ${JSON.stringify(good)} }
  - { name: bad, type: folder, directory: ${JSON.stringify(path.join(w.folder, 'nowhere'))} }
`,
      );
      return { ARCHIVE_FILE: file };
    },
    fails: ['archive.bad'],
    todo: /archive check --destination bad/,
  },
  'an archive file with a mistake': {
    make: async (w) => {
      const file = path.join(w.folder, 'archive.yaml');
      await writeFile(file, 'version: 2\n');
      return { ARCHIVE_FILE: file };
    },
    fails: ['configuration.archive'],
    todo: /Correct the file/,
    unjudged: /^(archive\.destinations|expiry\.archive)$/u,
  },
  'a store that can not be opened': {
    make: async (w) => {
      const file = path.join(w.folder, 'not-a-store');
      await writeFile(
        file,
        'this is no database, and longer than a header of one would be: '.repeat(9),
      );
      return { STORE_URL: `sqlite:${file}` };
    },
    fails: ['store.writable'],
    todo: /correct STORE_URL/,
    unjudged: /^(automations\.sweep|renewals\.pass|store\.(?!writable)|webhook\.)/u,
  },
  'a store without a subscription': {
    make: (w) => ({ STORE_URL: `sqlite:${path.join(w.folder, 'empty.db')}` }),
    fails: ['webhook.subscription'],
    warns: ['store.backfilled'],
    todo: /webhooks register/,
  },
};

describe('a fault', () => {
  test.each(Object.keys(FAULTS))('of %s fails its own check, and no other', async (name) => {
    const { make, fails = [], warns = [], todo, unjudged = /^$/u } = FAULTS[name]!;
    const found = await examineIn(world, await make(world));
    expect(found.names('fail')).toEqual(fails);
    for (const check of found.checks) {
      if (unjudged.test(check.check)) expect(check).toMatchObject(NOT_CHECKED);
    }
    const warned = found.names('warn').filter((warning) => !unjudged.test(warning));
    const always = [...UNSEEN, HASTE].filter((warning) => !unjudged.test(warning));
    expect(warned.toSorted()).toEqual([...always, ...warns].toSorted());
    expect(found.of([...fails, ...warns][0]!).todo).toMatch(todo);
  });
});

const NOT_CHECKED = {
  state: 'warn',
  seen: 'not checked',
  todo: expect.stringMatching(/^Mend .+ first\.$/),
};
