import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  all,
  componentsIn,
  fieldsOfPackage,
  PROJECT,
  readSource,
  readXml,
  sourceFiles,
  textOf,
  textsOf,
} from './source.js';
import type { Element } from './source.js';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Root element by the ending of the file's name. */
const KINDS: Readonly<Record<string, string>> = {
  '.cls-meta.xml': 'ApexClass',
  '.customPermission-meta.xml': 'CustomPermission',
  '.cspTrustedSite-meta.xml': 'CspTrustedSite',
  '.externalCredential-meta.xml': 'ExternalCredential',
  '.field-meta.xml': 'CustomField',
  '.js-meta.xml': 'LightningComponentBundle',
  '.labels-meta.xml': 'CustomLabels',
  '.layout-meta.xml': 'Layout',
  '.listView-meta.xml': 'ListView',
  '.md-meta.xml': 'CustomMetadata',
  '.namedCredential-meta.xml': 'NamedCredential',
  '.object-meta.xml': 'CustomObject',
  '.permissionset-meta.xml': 'PermissionSet',
  '.tab-meta.xml': 'CustomTab',
  '.translation-meta.xml': 'Translations',
  '.validationRule-meta.xml': 'ValidationRule',
};
const SETTING = 'Dealdraft_Setting__mdt';
/** Objects that every org has. */
const STANDARD_OBJECTS = ['Account', 'Opportunity', 'UserExternalCredential'];

const files = sourceFiles();
const xmlFiles = files.filter((file) => file.endsWith('.xml'));
const fields = fieldsOfPackage();
const customObjects = componentsIn('objects', '.object-meta.xml');
const classes = componentsIn('classes', '.cls');
const project = JSON.parse(readFileSync(path.join(PROJECT, 'sfdx-project.json'), 'utf8')) as {
  readonly sourceApiVersion: string;
  readonly namespace: string;
  readonly packageDirectories: readonly { readonly path: string }[];
  readonly replacements: readonly {
    readonly filename: string;
    readonly stringToReplace: string;
    readonly replaceWithEnv: string;
  }[];
};

function endingOf(file: string): string {
  return /(\.[A-Za-z]+-meta\.xml)$/.exec(file)?.[1] ?? '';
}

describe('what a security review asks of the sources', () => {
  const withoutComments = (file: string) =>
    readSource(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
  const apex = files.filter((file) => file.endsWith('.cls') && !file.endsWith('Test.cls'));
  const components = files.filter((file) => /^(?!.*__tests__).*\blwc\/.*\.(?:js|html)$/.test(file));

  it('reads and writes records in Apex with the rights of the user alone', () => {
    expect(apex.length).toBeGreaterThan(0);
    for (const file of apex) {
      const source = withoutComments(file);
      expect(source, file).toMatch(/\bwith sharing class\b/);
      const queries = source.match(/\[\s*(?:SELECT|FIND)\b[^\]]*\]/gi) ?? [];
      expect(queries.filter((query) => !/WITH\s+USER_MODE/i.test(query))).toEqual([]);
      const changes = source.match(
        /(?:^|[;{}])\s*(?:insert|update|upsert|delete|merge)\s[^;]*;/gim,
      );
      expect((changes ?? []).filter((change) => !/\bas\s+user\b/i.test(change))).toEqual([]);
      expect(source, file).not.toMatch(/\bDatabase\.(?!AllowsCallouts\b)|\bwithout sharing\b/i);
    }
  });

  it('puts nothing on a page that is not escaped', () => {
    expect(components.length).toBeGreaterThan(20);
    const unescaped =
      /innerHTML|outerHTML|insertAdjacentHTML|inner-html|lwc:dom|\beval\(|new Function|document\.write/;
    expect(components.filter((file) => unescaped.test(withoutComments(file)))).toEqual([]);
  });

  it('leaves out no rule of the Code Analyzer, which takes that for a finding', () => {
    const scripts = components.filter((file) => file.endsWith('.js'));
    expect(scripts.filter((file) => readSource(file).includes('eslint-disable'))).toEqual([]);
  });
});

describe('every file', () => {
  it('is of a kind that Salesforce knows by its name', () => {
    expect(xmlFiles.length).toBeGreaterThan(20);
    expect(xmlFiles.filter((file) => KINDS[endingOf(file)] === undefined)).toEqual([]);
  });

  it.each(xmlFiles)('%s is well-formed, in the namespace and of the kind its name says', (file) => {
    const { root, content } = readXml(file);
    expect(root).toBe(KINDS[endingOf(file)]);
    expect(textOf(content, '@_xmlns')).toBe(NAMESPACE);
    const fullName = textOf(content, 'fullName');
    if (fullName !== null) {
      expect(path.posix.basename(file)).toBe(`${fullName}${endingOf(file)}`);
    }
  });

  it('that needs a description of its own has one', () => {
    const needed = files
      .filter((file) => file.endsWith('.cls'))
      .map((file) => `${file}-meta.xml`)
      .filter((file) => !files.includes(file));
    expect(needed).toEqual([]);
  });

  it('is for one API version, and the project names the folder', () => {
    expect(project).toMatchObject({
      namespace: '',
      packageDirectories: [{ path: 'force-app' }],
    });
    const others = xmlFiles.filter((file) => {
      const version = textOf(readXml(file).content, 'apiVersion');
      return version !== null && version !== project.sourceApiVersion;
    });
    expect(others).toEqual([]);
  });
});

describe('fields', () => {
  it('have what Salesforce asks of their type', () => {
    const lacking = fields.flatMap(({ name, xml }) => {
      const needed: Readonly<Record<string, readonly string[]>> = {
        Text: ['length'],
        Url: [],
        TextArea: [],
        Lookup: ['referenceTo', 'relationshipName', 'relationshipLabel', 'deleteConstraint'],
        Picklist: ['valueSet'],
        LongTextArea: ['length', 'visibleLines'],
      };
      const type = textOf(xml, 'type') ?? 'none';
      const missing = ['fullName', 'label', ...(needed[type] ?? [`type ${type}`])].filter(
        (element) => all(xml, element).length === 0,
      );
      return missing.map((element) => `${name}: ${element}`);
    });
    expect(lacking).toEqual([]);
  });

  it('are required only where a look-up need not be emptied', () => {
    const contradictory = fields.filter(
      ({ xml, isRequired }) => isRequired && textOf(xml, 'deleteConstraint') === 'SetNull',
    );
    expect(contradictory).toEqual([]);
  });

  it('shown in list views, the layout and the tab exist', () => {
    const object = 'SpotDraft_Contract__c';
    const known = new Set([
      ...fields.filter((field) => field.object === object).map(({ field }) => field),
      ...['Name', 'NAME', 'LAST_UPDATE'],
    ]);
    const shown = xmlFiles.flatMap((file) => {
      const { root, content } = readXml(file);
      if (root === 'ListView') {
        return [...textsOf(content, 'columns'), ...all(content, 'filters').map(fieldOf)];
      }
      if (root !== 'Layout') return [];
      return all(content, 'layoutSections')
        .flatMap((section) => all(section, 'layoutColumns'))
        .flatMap((column) => all(column, 'layoutItems'))
        .map(fieldOf);
    });
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((field) => !known.has(field))).toEqual([]);
    expect(componentsIn('tabs', '.tab-meta.xml')).toEqual([object]);
  });
});

/** Grants one custom permission, beside one of the others. */
const DEAL_DESK = 'DealdraftDealDesk';

describe.each(
  componentsIn('permissionsets', '.permissionset-meta.xml').filter((name) => name !== DEAL_DESK),
)('the permission set %s', (name) => {
  const { content } = readXml(`permissionsets/${name}.permissionset-meta.xml`);
  const granted = all(content, 'fieldPermissions');

  it('grants every field that can be granted, and no other', () => {
    // Salesforce refuses permissions on required fields; custom metadata has none.
    const grantable = fields
      .filter((field) => !field.isRequired && field.object !== SETTING)
      .map((field) => field.name);
    expect(granted.map(fieldOf).sort()).toEqual(grantable.sort());
    expect(granted.every((each) => textOf(each, 'readable') === 'true')).toBe(true);
  });

  it('names only objects, classes, tabs and principals that exist', () => {
    const named = [
      ...all(content, 'objectPermissions').map((each) => ['object', textOf(each, 'object')]),
      ...all(content, 'classAccesses').map((each) => ['class', textOf(each, 'apexClass')]),
      ...all(content, 'tabSettings').map((each) => ['tab', textOf(each, 'tab')]),
      ...all(content, 'externalCredentialPrincipalAccesses').map((each) => [
        'principal',
        textOf(each, 'externalCredentialPrincipal'),
      ]),
    ].map((pair) => pair.join(' '));
    const existing = new Set([
      ...[...STANDARD_OBJECTS, ...customObjects].map((object) => `object ${object}`),
      ...classes.map((each) => `class ${each}`),
      ...componentsIn('tabs', '.tab-meta.xml').map((tab) => `tab ${tab}`),
      ...principals().map((principal) => `principal ${principal}`),
    ]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((each) => !existing.has(each))).toEqual([]);
  });

  it('asks for no right on an object without the rights it includes', () => {
    const includes = {
      allowCreate: ['allowRead'],
      allowEdit: ['allowRead'],
      allowDelete: ['allowRead', 'allowEdit'],
      viewAllRecords: ['allowRead'],
      modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
    };
    const has = (each: Element, right: string) => textOf(each, right) === 'true';
    const lacking = all(content, 'objectPermissions').flatMap((each) =>
      Object.entries(includes)
        .filter(([right]) => has(each, right))
        .flatMap(([right, needed]) =>
          needed
            .filter((other) => !has(each, other))
            .map((other) => `${textOf(each, 'object') ?? ''}: ${right} needs ${other}`),
        ),
    );
    expect(lacking).toEqual([]);
  });
});

describe('closing a deal against its signed contract', () => {
  const rule = readXml(
    'objects/Opportunity/validationRules/Contract_Blockers_Stop_Closed_Won.validationRule-meta.xml',
  ).content;
  const formula = textOf(rule, 'errorConditionFormula') ?? '';

  it('is stopped by a rule that is in force, and only as the stage changes', () => {
    expect(textOf(rule, 'active')).toBe('true');
    expect(formula).toContain('ISPICKVAL(StageName, "Closed Won")');
    expect(formula).toContain('OR(ISNEW(), ISCHANGED(StageName))');
    expect(formula).toContain('LEN(Contract_Blockers__c) > 0');
    expect(fields.map(({ name }) => name)).toContain('Opportunity.Contract_Blockers__c');
    expect((textOf(rule, 'errorMessage') ?? '').length).toBeLessThanOrEqual(255);
  });

  it('is open to whoever has the custom permission, which a permission set of its own gives', () => {
    const [permission] = componentsIn('customPermissions', '.customPermission-meta.xml');
    expect(formula).toContain(`NOT($Permission.${permission ?? ''})`);
    const { content } = readXml(`permissionsets/${DEAL_DESK}.permissionset-meta.xml`);
    expect(all(content, 'customPermissions').map((each) => textOf(each, 'name'))).toEqual([
      permission,
    ]);
    const others =
      all(content, 'fieldPermissions').length + all(content, 'objectPermissions').length;
    expect(others).toBe(0);
  });
});

describe('access', () => {
  const rep = readXml('permissionsets/DealdraftRep.permissionset-meta.xml').content;
  const integration = readXml('permissionsets/DealdraftIntegration.permissionset-meta.xml').content;

  it('of reps ends at reading; the integration user writes, by the API', () => {
    const editable = (set: Element) =>
      new Set(all(set, 'fieldPermissions').map((each) => textOf(each, 'editable')));
    expect(editable(rep)).toEqual(new Set(['false']));
    expect(editable(integration)).toEqual(new Set(['true']));
    for (const each of all(rep, 'objectPermissions')) {
      for (const right of ['allowCreate', 'allowEdit', 'allowDelete', 'viewAllRecords']) {
        expect(textOf(each, right)).toBe('false');
      }
    }
    const [user] = all(integration, 'userPermissions');
    expect([textOf(user, 'name'), textOf(user, 'enabled')]).toEqual(['ApiEnabled', 'true']);
  });

  it('of reps covers the classes and the principal that components and flows need', () => {
    expect(all(rep, 'classAccesses').map((each) => textOf(each, 'apexClass'))).toEqual([
      'DealdraftController',
      'DealdraftDealsChanged',
      'DealdraftGenerateContract',
      'DealdraftService',
    ]);
    const granted = all(rep, 'externalCredentialPrincipalAccesses');
    expect(granted.map((each) => textOf(each, 'externalCredentialPrincipal'))).toEqual(
      principals(),
    );
  });
});

describe('credentials', () => {
  const parametersOf = (type: string) =>
    all(credential(), 'externalCredentialParameters').filter(
      (each) => textOf(each, 'parameterType') === type,
    );
  const claims = new Map(
    parametersOf('JwtBodyClaim').map((each) => [
      textOf(each, 'parameterName'),
      textOf(each, 'parameterValue'),
    ]),
  );
  const settings = new Map(
    all(readXml('customMetadata/Dealdraft_Setting.Default.md-meta.xml').content, 'values').map(
      (each) => {
        const [value] = all(each, 'value');
        return [textOf(each, 'field'), textOf(value, '#text')];
      },
    ),
  );

  it('say of a caller what dealdraft asks of a token that an org signs', () => {
    expect(Object.fromEntries(claims)).toEqual({
      aud: 'dealdraft',
      iss: 'salesforce',
      sub: '{!$User.Username}',
      org_id: '{!$Organization.Id}',
      email: '{!$User.Email}',
    });
  });

  it('of both ways to sign agree with each other', () => {
    const [certificate] = parametersOf('SigningCertificate');
    expect(settings.get('Certificate__c')).toBe(textOf(certificate, 'certificate'));
    expect(settings.get('Audience__c')).toBe(claims.get('aud'));
    expect(settings.get('Issuer__c')).toBe(claims.get('iss'));
    const names = fields.filter(({ object }) => object === SETTING).map(({ field }) => field);
    expect([...settings.keys()].sort()).toEqual(names.sort());
  });

  it('lead from Apex by the named credential to the external one', () => {
    expect(readSource('classes/DealdraftController.cls')).toContain("'callout:Dealdraft/");
    const named = readXml('namedCredentials/Dealdraft.namedCredential-meta.xml').content;
    expect(textOf(named, 'generateAuthorizationHeader')).toBe('true');
    const targets = all(named, 'namedCredentialParameters')
      .map((each) => textOf(each, 'externalCredential'))
      .filter((target) => target !== null);
    expect(targets).toEqual(componentsIn('externalCredentials', '.externalCredential-meta.xml'));
  });

  it('hold no address but the one that a deploy replaces', () => {
    const places = files.filter((file) => readSource(file).includes('dealdraft.example.com'));
    const replaced = project.replacements.map(({ filename }) =>
      filename.replace('force-app/main/default/', ''),
    );
    expect(replaced.sort()).toEqual(places);
    for (const { stringToReplace, replaceWithEnv } of project.replacements) {
      expect({ stringToReplace, replaceWithEnv }).toEqual({
        stringToReplace: 'https://dealdraft.example.com',
        replaceWithEnv: 'DEALDRAFT_URL',
      });
    }
  });
});

describe('Lightning components', () => {
  const bundles = [
    ...new Set(
      files.flatMap((file) => {
        const [folder, name, more] = file.split('/');
        return folder === 'lwc' && more !== undefined && name !== undefined ? [name] : [];
      }),
    ),
  ];

  it('have their script and their description, and stand where they can be placed', () => {
    const wrong = bundles.flatMap((name) => {
      const script = `lwc/${name}/${name}.js`;
      // Styles that others import have no script.
      const entry = [script, `lwc/${name}/${name}.css`].find((file) => files.includes(file));
      const missing = [entry ?? script, `${script}-meta.xml`].filter(
        (file) => !files.includes(file),
      );
      if (missing.length > 0) return missing;
      const { content } = readXml(`${script}-meta.xml`);
      const isExposed = textOf(content, 'isExposed') === 'true';
      const targets = all(content, 'targets').flatMap((each) => textsOf(each, 'target'));
      const configured = all(content, 'targetConfigs')
        .flatMap((each) => all(each, 'targetConfig'))
        .flatMap((each) => (textOf(each, '@_targets') ?? '').split(/,\s*/));
      return [
        textOf(content, 'apiVersion') === null ? `${name} has no apiVersion` : '',
        isExposed === targets.length > 0 ? '' : `${name} is exposed without targets, or not`,
        ...configured
          .filter((target) => !targets.includes(target))
          .map((target) => `${name} configures ${target}`),
      ].filter((problem) => problem !== '');
    });
    expect(wrong).toEqual([]);
  });

  it('call only Apex methods that exist and are open to them', () => {
    const called = files
      .filter((file) => file.startsWith('lwc/') && file.endsWith('.js'))
      .flatMap((file) => [...readSource(file).matchAll(/@salesforce\/apex\/(\w+)\.(\w+)/g)])
      .map(([, apexClass = '', method = '']) => ({ apexClass, method }));
    const missing = called.filter(({ apexClass, method }) => {
      if (!classes.includes(apexClass)) return true;
      const open = new RegExp(`@AuraEnabled\\s+public static \\w+ ${method}\\(`);
      return !open.test(readSource(`classes/${apexClass}.cls`));
    });
    expect(missing).toEqual([]);
  });
});

function fieldOf(element: Element): string {
  return textOf(element, 'field') ?? '';
}

function credential(): Element {
  return readXml('externalCredentials/Dealdraft.externalCredential-meta.xml').content;
}

/** As permission sets name them. */
function principals(): string[] {
  return all(credential(), 'externalCredentialParameters')
    .filter((each) => textOf(each, 'parameterType')?.endsWith('Principal'))
    .map((each) => `Dealdraft-${textOf(each, 'parameterName') ?? ''}`);
}
