/**
 * The layer table of docs/architecture.md, one rule a row. A forbidden import is a design question:
 * move the code to the layer that may do it, or pass the thing in from app.ts.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}` },
  to: { path: '^src/', pathNot: [`^src/${from}`, ...allowed.map((path) => `^src/${path}`)] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'A cycle has no bottom to start reading at. type-graphql classes refer to each other lazily and are exempt.',
      severity: 'error',
      from: { pathNot: '^src/schema/' },
      to: { circular: true },
    },
    only(
      'domain-imports-nothing',
      'domain/',
      [],
      'Plain values, usable everywhere because they know nobody.',
    ),
    only(
      'config-knows-domain',
      'config(?:\\.ts|/)',
      ['domain/'],
      'Configuration is parsed before anything exists.',
    ),
    only(
      'crm-port',
      'connectors/crm\\.ts',
      ['domain/'],
      'The port says nothing of Salesforce, so another CRM can implement it.',
    ),
    only(
      'salesforce-alone',
      'connectors/salesforce/',
      ['domain/', 'connectors/crm\\.ts'],
      'A connector knows its vendor and the port, nobody else.',
    ),
    only(
      'spotdraft-alone',
      'connectors/spotdraft/',
      ['domain/'],
      'A connector knows its vendor, nobody else.',
    ),
    only(
      'store-knows-domain',
      'store/',
      ['domain/'],
      'Engines can be swapped because nothing above leaks into them.',
    ),
    only(
      'mapping-is-pure',
      'mapping/',
      ['domain/', 'connectors/crm\\.ts', 'connectors/spotdraft/types\\.ts'],
      'Decisions from values to values.',
    ),
    only(
      'sync',
      'sync/',
      ['mapping/', 'domain/', 'store/', 'connectors/crm\\.ts', 'connectors/spotdraft/types\\.ts'],
      'Reads two ports, plans, writes.',
    ),
    only(
      'services',
      'services/',
      [
        'sync/',
        'mapping/',
        'domain/',
        'store/',
        'auth/',
        'connectors/crm\\.ts',
        'connectors/spotdraft/types\\.ts',
      ],
      'Use cases see ports, never an engine or a vendor below them.',
    ),
    only(
      'schema-knows-domain',
      'schema/',
      ['domain/'],
      'GraphQL classes carry values; they call nobody.',
    ),
    only(
      'resolvers',
      'resolvers/',
      ['schema/', 'services/', 'auth/', 'domain/'],
      'A resolver is one call into a service.',
    ),
    only(
      'webhooks',
      'webhooks/',
      ['store/', 'sync/', 'domain/'],
      'Receive, verify, store, answer; the work is done elsewhere.',
    ),
    only(
      'live',
      'live/',
      ['resolvers/', 'services/', 'auth/', 'domain/'],
      'Carries what subscriptions say; what they say is decided in the services.',
    ),
    only('auth', 'auth/', ['domain/'], 'Who is calling, from a header; no CRM, no store.'),
    only(
      'sandbox-is-independent',
      'sandbox/',
      [],
      "Emulators written from the vendors' facts prove nothing if they share our code.",
    ),
    {
      name: 'sandbox-for-cli-only',
      comment: 'Nothing in production may lean on an emulator.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli', '^src/sandbox/', '^src/index\\.ts'] },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'app-is-the-root',
      comment: 'Only an entry point composes the application.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli', '^src/index\\.ts', '^src/app\\.ts'] },
      to: { path: '^src/(app|cli)\\.ts' },
    },
    {
      name: 'shipped-code-needs-shipped-packages',
      comment: 'A devDependency is absent after an install from the registry.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
