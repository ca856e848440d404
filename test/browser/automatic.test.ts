import { expect, it } from 'vitest';
import { createBulkJobService } from '../../src/services/bulk/bulk-jobs.js';
import {
  STAGE,
  automation,
  changeDeal,
  completeDeals,
  mappingWith,
} from '../support/automation-world.js';
import { eventually } from '../support/eventually.js';
import { expectAccessible, overflowOf, startDemoInBrowser, takeScreen } from './demo-in-browser.js';

const ADMIN = 'Helena Brandt';
const RENEWALS = `
renewals:
  - type: 11
    endDate: keyPointers.end_date.value
    noticeDays: 90
    opportunity: { Name: 'opportunity.Name & " – renewal"', StageName: '"Prospecting"', CloseDate: endDate }
`;

it('the operations page tells of each rule, what its deals lack, why nothing is looked at, and of jobs in bulk', async () => {
  await using world = await startDemoInBrowser({
    AUTOMATION_INTERVAL_SECONDS: '1',
    ...(await mappingWith(automation() + RENEWALS)),
  });
  const { demo } = world;
  const learnt = async () => {
    const response = await fetch(`${demo.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': demo.apiKey },
      body: JSON.stringify({
        query: '{ automations { lastError rules { isActive } problems { opportunityId } } }',
      }),
    });
    return ((await response.json()) as Learnt).data.automations;
  };
  await eventually(async () => expect((await learnt()).rules[0]?.isActive).toBe(true), 60_000);
  const [lacking] = completeDeals(demo);
  changeDeal(demo, lacking!, { Amount: null, AccountId: null, StageName: STAGE });
  const service = demo.app.services.of(createBulkJobService);
  const reader = { kind: 'integration', keyName: 'test' } as const;
  const deals = demo.salesforce.deals.slice(0, 3).map(({ id }) => id);
  const { job } = await service.start(reader, {
    templateId: '1204',
    opportunityIds: deals,
    dryRun: true,
  });
  await eventually(async () => {
    expect((await learnt()).problems).toEqual([{ opportunityId: lacking }]);
    expect((await demo.app.store.bulk.get(job!.id))?.state).toBe('DONE');
  }, 60_000);

  const page = await world.signIn(ADMIN, { width: 390, height: 844 });
  await page.goto(`${demo.app.url}/#/operations`);
  const rules = page.getByRole('table', { name: 'Rules' }).locator('tbody tr');
  await rules
    .filter({ hasText: 'Contract of template 1204' })
    .filter({ hasText: `StageName = "${STAGE}"` })
    .filter({ hasText: 'active since' })
    .waitFor();
  await rules
    .filter({ hasText: 'Renewal of contract type 11' })
    .filter({ hasText: '90 days before keyPointers.end_date.value' })
    .waitFor();
  await page.getByText(/Deals that lack something for their contract: 1 \(last look: /).waitFor();
  const problems = page.getByRole('table', { name: 'Made without being asked' });
  await problems
    .locator('tbody tr')
    .filter({ hasText: lacking! })
    .filter({ hasText: 'until the deal changes' })
    .waitFor();
  const jobs = page.getByRole('table', { name: 'Jobs so far' }).locator('tbody tr');
  await jobs.filter({ hasText: 'Done' }).filter({ hasText: '3 of 3' }).waitFor();
  await takeScreen(page, 'operations-automatic');
  await expectAccessible(page);
  expect(await overflowOf(page)).toBe(0);

  demo.salesforce.control.addFault({ kind: 'status', status: 400, match: { path: '/query' } });
  let lastError: string | null = null;
  await eventually(async () => {
    ({ lastError } = await learnt());
    expect(lastError).not.toBeNull();
  }, 60_000);
  await page.reload();
  await page.getByText(lastError!).first().waitFor();
  demo.salesforce.control.clearFaults();
});

interface Learnt {
  readonly data: {
    readonly automations: {
      readonly lastError: string | null;
      readonly rules: readonly { readonly isActive: boolean }[];
      readonly problems: readonly { readonly opportunityId: string }[];
    };
  };
}
