import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventReader } from '../../support/event-reader.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const DRAFT = `query ($deal: ID!) {
  contractDraft(opportunityId: $deal, templateId: "1204", data: { nonsense: 1 }) {
    userErrors { code message }
  }
}`;
const VOID = `mutation ($id: ID!) {
  voidContract(input: { contractId: $id, note: " " }) { userErrors { code message } }
}`;
const PROGRESS = 'subscription { syncProgress { notices { kind title todo } } }';

let world: World;
let deal: string;
let contractId: string;
beforeAll(async () => {
  world = await startWorld({ worker: false });
  deal = String(world.salesforce.control.org.store.rows('Opportunity')[0]!.Id);
  contractId = world.spotdraft.control.list()[0]!.id;
});
afterAll(() => world[Symbol.asyncDispose]());

function asking(language: string | null, body: object): RequestInit & { headers: object } {
  return {
    method: 'POST',
    headers: {
      ...world.as('admin'),
      'content-type': 'application/json',
      ...(language === null ? {} : { 'accept-language': language }),
    },
    body: JSON.stringify(body),
  };
}

async function messages(language: string | null, query: string, variables: object) {
  const response = await fetch(`${world.app.url}/graphql`, asking(language, { query, variables }));
  return response.text();
}

describe('who asks for German', () => {
  test('is told in German what is wrong, and everybody else in English', async () => {
    const german = 'hat kein Feld „nonsense“';
    const english = 'has no field \\"nonsense\\"';
    // All at once and twice: answers under way are shared by those who read the same language alone.
    for (let turn = 0; turn < 2; turn += 1) {
      const told = await Promise.all(
        ['de-DE,de;q=0.9', 'en', null, 'fr', 'de'].map((each) => messages(each, DRAFT, { deal })),
      );
      expect(told[0]).toContain(german);
      expect(told[1]).toContain(english);
      expect(told[2]).toBe(told[1]);
      expect(told[3]).toBe(told[1]);
      expect(told[4]).toBe(told[0]);
    }
    expect(await messages('de', VOID, { id: contractId })).toContain(
      'Geben Sie an, warum der Vertrag annulliert wird',
    );
  });

  test.each([
    ['de', 'Der Speicher wurde noch nie aus SpotDraft befüllt.'],
    ['en', 'The store was never filled from SpotDraft.'],
  ])('is told so by live events, too (%s)', async (language, title) => {
    const events = await EventReader.open(
      `${world.app.url}/graphql/stream`,
      asking(language, { query: PROGRESS }),
    );
    expect(JSON.stringify(await events.data())).toContain(title);
    events.close();
  });
});
