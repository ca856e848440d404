/**
 * The layer table of docs/architecture.md, one rule a row. A forbidden import is a design question:
 * move the code to the layer that may do it, or pass the thing in from src/app/.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}` },
  to: { path: '^src/', pathNot: [`^src/${from}`, ...allowed.map((path) => `^src/${path}`)] },
});

const { BUNDLED_LIBRARIES } = require('./scripts/bundled-libraries.mjs');

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
      'config',
      'config/',
      ['domain/', 'store/store-url\\.ts'],
      'Configuration is parsed before anything exists; the one text that the store reads itself, by its rule.',
    ),
    only(
      'connectors-http',
      'connectors/http/',
      ['domain/'],
      'One way out for every neighbour: proxy, deadline, redaction. It knows no vendor.',
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
      ['domain/', 'connectors/http/', 'connectors/crm\\.ts'],
      'A connector knows its vendor and the port, nobody else.',
    ),
    only(
      'spotdraft-alone',
      'connectors/spotdraft/',
      ['domain/', 'connectors/http/'],
      'A connector knows its vendor, nobody else.',
    ),
    only(
      'archive-destinations-alone',
      'connectors/archive/',
      ['domain/', 'connectors/http/'],
      'A destination knows its vendor and the port; what is kept there, and when, is decided above.',
    ),
    only(
      'chat-alone',
      'connectors/chat/',
      ['domain/', 'connectors/http/'],
      "A team's chat is told in its own format; what is told, and when, is decided above.",
    ),
    {
      name: 'spotdraft-by-its-types',
      comment:
        'Above, a capability of SpotDraft is the interface in the file of its name; only the composition root makes one.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/connectors/spotdraft/', '^src/app/', '^src/index\\.ts'],
      },
      to: { path: '^src/connectors/spotdraft/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'store-knows-domain',
      'store/',
      ['domain/'],
      'Engines can be swapped because nothing above leaks into them.',
    ),
    only(
      'mapping-is-pure',
      'mapping/',
      ['domain/', 'connectors/crm\\.ts', 'connectors/spotdraft/'],
      'Decisions from values to values.',
    ),
    only(
      'work',
      'work/',
      ['domain/', 'store/', 'connectors/crm\\.ts', 'connectors/spotdraft/'],
      'Claims, runs and finishes keys of any queue; what a run does is the business of whoever starts it.',
    ),
    only(
      'sync',
      'sync/',
      ['work/', 'mapping/', 'domain/', 'store/', 'connectors/crm\\.ts', 'connectors/spotdraft/'],
      'Reads two ports, plans, writes.',
    ),
    only(
      'archive',
      'archive/',
      [
        'work/',
        'mapping/',
        'domain/',
        'store/',
        'connectors/crm\\.ts',
        'connectors/spotdraft/',
        'connectors/archive/destination\\.ts',
      ],
      'What to keep where, and seeing that it is there. It knows the port, no vendor.',
    ),
    only(
      'services',
      'services/',
      [
        'sync/',
        'archive/',
        'work/',
        'mapping/',
        'domain/',
        'store/',
        'auth/',
        'connectors/crm\\.ts',
        'connectors/spotdraft/',
        'connectors/chat/chat\\.ts',
      ],
      'Use cases see ports, never an engine or a vendor below them.',
    ),
    only(
      'doctor',
      'doctor/',
      [
        'services/',
        'sync/',
        'archive/',
        'mapping/',
        'domain/',
        'store/',
        'connectors/crm\\.ts',
        'connectors/spotdraft/',
        'connectors/archive/destination\\.ts',
      ],
      'Judges by the rules of the floors below, and by ports: it has no rule of its own but what is enough.',
    ),
    only(
      'schema-knows-domain',
      'schema/',
      ['domain/'],
      'GraphQL classes carry values; they call nobody.',
    ),
    {
      name: 'schema-for-resolvers-only',
      comment: 'A GraphQL type below the resolvers would tie a use case to one way of asking.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/schema/', '^src/resolvers/'] },
      to: { path: '^src/schema/' },
    },
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
    only(
      'auth',
      'auth/',
      ['domain/', 'connectors/http/'],
      'Who is calling, from a header; no CRM, no store.',
    ),
    only(
      'telemetry',
      'telemetry/',
      ['domain/', 'store/', 'work/', 'sync/', 'connectors/crm\\.ts', 'connectors/spotdraft/'],
      'Says how things stand. It reads ports and decides nothing.',
    ),
    only(
      'server',
      'server/',
      ['resolvers/', 'webhooks/', 'live/', 'services/', 'auth/', 'telemetry/', 'domain/'],
      'Routes: HTTP in, a use case called, HTTP out.',
    ),
    only(
      'app',
      'app/',
      [
        'server/',
        'resolvers/',
        'webhooks/',
        'live/',
        'doctor/',
        'services/',
        'sync/',
        'archive/',
        'work/',
        'mapping/',
        'store/',
        'connectors/',
        'auth/',
        'telemetry/',
        'config/',
        'domain/',
      ],
      'Wires everything; what is wired never sees the wiring.',
    ),
    only(
      'cli',
      'cli/',
      [
        'app/',
        'server/',
        'config/',
        'doctor/',
        'services/',
        'sync/',
        'archive/',
        'mapping/',
        'sandbox/',
        'telemetry/',
        'auth/',
        'domain/',
      ],
      'Arguments in, a use case called, text or JSON out.',
    ),
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
      from: { path: '^src/', pathNot: ['^src/cli/', '^src/sandbox/', '^src/index\\.ts'] },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'app-is-the-root',
      comment: 'Only an entry point composes the application.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli/', '^src/index\\.ts', '^src/app/'] },
      to: { path: '^src/(app|cli)/' },
    },
    {
      name: 'root-is-the-public-face',
      comment:
        'The root of src holds index.ts alone, for whoever installs the package; a part of it has a floor and a room.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'shipped-code-needs-shipped-packages',
      comment:
        'A devDependency is absent after an install from the registry. What is an optional peer as well is asked for by name, and what the build bundles is part of what is shipped.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        pathNot: Object.keys(BUNDLED_LIBRARIES).map(
          (name) => `node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(name)[0]}/`,
        ),
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-peer'],
      },
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
