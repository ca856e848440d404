import { describe, expect, it } from 'vitest';
import { ENVIRONMENT, loadConfig } from '../../../src/config/config.js';
import { readText, section, tableRows, withoutCodeMarks } from './markdown.js';

const VARIABLES = Object.entries(ENVIRONMENT);
const MINIMAL = {
  SPOTDRAFT_REGION: 'in',
  SPOTDRAFT_CLIENT_ID: 'a',
  SPOTDRAFT_CLIENT_SECRET: 'b',
  SALESFORCE_CLIENT_ID: 'c',
  SALESFORCE_CLIENT_SECRET: 'd',
};

describe('the configuration table of the README', () => {
  it('has every variable with its meaning and default, in the order of the schema', () => {
    const rows = tableRows(section('README.md', 'Configuration')).map(
      ([name = '', meaning = '', fallback = '']) => [
        withoutCodeMarks(name),
        meaning,
        withoutCodeMarks(fallback),
      ],
    );
    expect(rows).toEqual(
      VARIABLES.map(([name, { meaning, defaultText }]) => [name, meaning, defaultText ?? '']),
    );
  });
});

describe('.env.example', () => {
  const text = readText('.env.example');
  const entries = [...text.matchAll(/^((?:# .*\n)+)#([A-Z_]+)=(.*)$/gm)].map(
    ([, comment = '', name = '', value = '']) => ({ comment, name, value }),
  );

  it('has every variable once, commented out, in the order of the schema', () => {
    expect(entries.map(({ name }) => name)).toEqual(VARIABLES.map(([name]) => name));
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  it('says of each whether it is required, optional or has a default, and shows that default', () => {
    for (const { comment, name, value } of entries) {
      const defaultText = VARIABLES.find(([other]) => other === name)?.[1].defaultText;
      expect(value, name).toBe(defaultText ?? '');
      if (defaultText === undefined) expect(comment, name).toMatch(/^# (Required|Optional)/m);
      else expect(comment, name).toContain(`\n# Default: ${defaultText}\n`);
    }
  });

  it('changes nothing when its defaults are uncommented', () => {
    const environment = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    const asked = loadConfig({ ...environment, ...MINIMAL });
    const unset = loadConfig(MINIMAL);
    // They are asked for by name now, so they have to be there.
    const mappingFile = { ...unset.mappingFile, explicit: true };
    const archiveFile = { ...unset.archiveFile, explicit: true };
    expect(asked).toEqual({ ...unset, mappingFile, archiveFile, variable: asked.variable });
  });
});

it('no page names a variable that does not exist', () => {
  const known = new Set(VARIABLES.flatMap(([name]) => [name, `${name}_FILE`]));
  const pages = ['README.md', 'configuration', 'operations', 'sign-in', 'webhooks'].map((name) =>
    name.endsWith('.md') ? name : `docs/${name}.md`,
  );
  const prefix = /\b(?:SPOTDRAFT|SALESFORCE|AUTH|SIGNIN|STORE|PUBLIC|MAPPING|API|LOG)_[A-Z_]+\b/g;
  for (const page of pages) {
    const named = [...readText(page).matchAll(prefix)].map(([name]) => name);
    const unknown = named.filter((name) => !known.has(name) && !isErrorCode(name));
    expect(unknown, page).toEqual([]);
  }
});

/** `MAPPING_MISSING` and its like are codes of user errors. */
function isErrorCode(name: string): boolean {
  return readText('docs/errors.md').includes(`\`${name}\``);
}
