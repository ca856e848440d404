import { describe, expect, it } from 'vitest';
import { loadNotices } from '../../../src/app/load-notices.js';
import { namedVariable } from '../../../src/config/read-environment.js';
import { systemClock } from '../../../src/domain/clock.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { parseMappingFile } from '../../../src/mapping/index.js';

const HEAD = 'version: 1\ncontracts: []\n';

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const parse = (section: string) => parseMappingFile(`${HEAD}notices:\n${section}`, 'm.yaml');

function load(section: string, variables: Readonly<Record<string, string>>) {
  return loadNotices(
    parse(section).notices,
    { variable: (name) => namedVariable(variables, name) },
    systemClock,
  );
}

describe('the section notices', () => {
  it('is off without a line', () => {
    expect(parseMappingFile(HEAD, 'm.yaml').notices).toEqual([]);
    expect(parseMappingFile(`${HEAD}notices: []\n`, 'm.yaml').notices).toEqual([]);
  });

  it.each([
    ['  - url: ${A}', 'm.yaml:4:5: notices.0.type: write one of slack, teams, json'],
    ['  - type: irc\n    url: ${A}', 'm.yaml:4:5: notices.0.type: write one of slack, teams, json'],
    [
      '  - type: slack',
      'm.yaml:4:5: notices.0.url: write ${NAME}, the variable that holds the address of the webhook',
    ],
    [
      '  - type: slack\n    url: https://hooks.example/abc',
      'm.yaml:5:5: notices.0.url: is a secret: write ${NAME}, the variable of the environment that holds it',
    ],
    [
      '  - type: slack\n    url: https://${HOST}/abc',
      'm.yaml:5:5: notices.0.url: is a secret: write ${NAME}, the variable of the environment that holds it',
    ],
    [
      '  - type: json\n    url: ${A}',
      'm.yaml:4:5: notices.0: a destination of type json needs secret: ${NAME}, with which messages are signed',
    ],
    [
      '  - type: slack\n    url: ${A}\n    secret: ${B}',
      'm.yaml:6:5: notices.0.secret: slack can not check signatures; remove the line',
    ],
    [
      '  - type: slack\n    url: ${A}\n  - type: slack\n    url: ${B}',
      'm.yaml:6:5: notices.1: there is a destination "slack" in line 4 already; give each a name of its own',
    ],
    [
      '  - type: slack\n    url: ${A}\n    for: [parked, all]',
      'm.yaml:6:19: notices.0.for.1: write one of parked, mismatch, blocked, declined, silence, credentials, paused, archive, automation, repairs',
    ],
    [
      '  - type: slack\n    url: ${A}\n    for: []',
      'm.yaml:6:5: notices.0.for: list what to tell here, or remove the line to be told of everything',
    ],
    [
      '  - type: slack\n    url: ${A}\n    everyMinutes: 0',
      'm.yaml:6:5: notices.0.everyMinutes: write minutes: a whole number from 1 to 1440',
    ],
    [
      '  - type: slack\n    url: ${A}\n    name: two words',
      'm.yaml:6:5: notices.0.name: a name has letters, digits, "_" and "-", 40 at most',
    ],
    [
      '  - type: slack\n    adress: ${A}\n    url: ${A}',
      'm.yaml:5:5: unknown key "adress"; known here: name, type, url, secret, for, everyMinutes',
    ],
  ])('refuses %j', (section, problem) => {
    expect(problemsOf(() => parse(section))).toEqual([problem]);
  });

  it('says which variable is not there or holds no address, without what it holds', () => {
    const section =
      '  - type: slack\n    url: ${A}\n  - type: json\n    url: ${B}\n    secret: ${C}\n  - type: teams\n    url: ${BROKEN}';
    expect(
      problemsOf(() =>
        load(section, {
          B: 'http://hooks.example/very-secret',
          C: 'short',
          BROKEN_FILE: '/no/such/file',
        }),
      ),
    ).toEqual([
      'm.yaml:5:5: ${A} is not set; set A, or A_FILE to the path of a file that holds it',
      'm.yaml:7:5: ${B} is not the address of a webhook: https, or http to this machine itself',
      'm.yaml:8:5: ${C} is too short for a secret: 16 characters or more',
      "m.yaml:10:5: ${BROKEN} can't be had: BROKEN_FILE: can't read /no/such/file (ENOENT)",
    ]);
    expect(
      problemsOf(() => load('  - type: slack\n    url: ${A}', { A: 'https://u:p@h.example/' })),
    ).toHaveLength(1);
    expect(
      problemsOf(() => load('  - type: slack\n    url: ${A}', { A: 'no address' })),
    ).toHaveLength(1);
  });

  it('takes https, and http to this machine itself', async () => {
    const found = load('  - type: slack\n    url: ${A}\n  - type: teams\n    url: ${B}', {
      A: 'https://hooks.example/abc',
      B: ' http://127.0.0.1:9/x\n',
    });
    expect(found.map(({ name }) => name)).toEqual(['slack', 'teams']);
    await Promise.all(found.map(({ chat }) => chat.close()));
  });
});
