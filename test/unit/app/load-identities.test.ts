import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/domain/errors.js';
import { loadIdentities, parseIdentities } from '../../../src/app/load-identities.js';

function problemsOf(text: string): readonly string[] {
  try {
    parseIdentities(text, 'people.yaml');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const SHAPE =
  'people.yaml: must hold "users:" and below it lines such as "crm.user@acme.example: spotdraft.user@acme.example".';

describe('the identity table', () => {
  it('is empty without a file', async () => {
    expect(await loadIdentities(null)).toEqual(new Map());
  });

  it('names a file that can not be read', async () => {
    await expect(loadIdentities('/nowhere/people.yaml')).rejects.toThrow(
      "IDENTITY_FILE: can't read /nowhere/people.yaml (ENOENT).",
    );
  });

  it('knows users in any case, and takes addresses as they stand', () => {
    const table = parseIdentities(
      'users:\n  Ada@Crm.example: Ada+sd@Mail.example\n  "bob@crm.example ": bob@mail.example\n',
      'people.yaml',
    );
    expect(table).toEqual(
      new Map([
        ['ada@crm.example', 'Ada+sd@Mail.example'],
        ['bob@crm.example', 'bob@mail.example'],
      ]),
    );
  });

  it('reports each user that stands twice, whatever the case, with its place', () => {
    expect(
      problemsOf(
        'users:\n  ada@crm.example: a@m.example\n  ADA@crm.example: b@m.example\n  "ada@crm.example": c@m.example\n',
      ),
    ).toEqual([
      'people.yaml:3:3: stands twice; upper and lower case count alike.',
      'people.yaml:4:3: stands twice; upper and lower case count alike.',
    ]);
  });

  it('names every wrong line at once', () => {
    expect(
      problemsOf('users:\n  ada@crm: nobody\n  bob@crm: bob@m.example\n  eve@crm: 7\nuser: {}\n'),
    ).toEqual([
      'people.yaml: users: ada@crm: is not followed by an e-mail address.',
      'people.yaml: users: eve@crm: is not followed by an e-mail address.',
      'people.yaml: unknown key "user"; the one there is, is "users".',
    ]);
  });

  it.each(['', 'users:', '[]', 'users: [a]', 'nobody'])('says how it looks to %j', (text) => {
    expect(problemsOf(text)).toEqual([SHAPE]);
  });

  it('says where the YAML breaks off', () => {
    expect(problemsOf('users:\n  "ada: b\n')[0]).toMatch(/^people\.yaml:\d+:\d+: /);
  });
});
