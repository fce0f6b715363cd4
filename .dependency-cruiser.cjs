const { PURE } = require('./lib/cli/pure-files.mjs')

const ROOMS = ['plans', 'inventory', 'freshness', 'restores', 'incidents', 'comms', 'drills', 'reviews']
const DOMAIN = `^lib/(${ROOMS.join('|')})/`
const ACTIONS = '^lib/[^/]+/actions\\.ts$'
const TEST = '\\.test\\.tsx?$|^vitest\\.|^lib/db/testing\\.ts$|^lib/sandbox/testing'
const BELOW_DOMAINS = '^lib/(audit|timeline|outbox|live|jobs|auth|db|time)/|^lib/[^/]+\\.ts$'
const VALUE = { dependencyTypesNot: ['type-only'] }

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** The import law of ARCHITECTURE.md. Planted violations are tried in lib/cli/import-law.test.ts. */
module.exports = {
  forbidden: [
    forbid('resolvable', 'An import that leads nowhere hides what it would break.', {}, { couldNotResolve: true }),
    forbid(
      'no-circle',
      'Callees stand below callers.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),

    // What a room is for.
    forbid(
      'prisma-in-db',
      'Only lib/db makes a Prisma client.',
      { pathNot: ['^lib/db/', TEST] },
      { path: '^node_modules/@prisma|^lib/db/generated/', ...VALUE },
    ),
    forbid(
      'pg-in-db',
      'Only the rooms that hold a connection of their own know pg.',
      { path: '^(lib|app|components|proxy)', pathNot: ['^lib/(db|live|jobs|sandbox|cli)/', TEST] },
      { path: '^node_modules/pg/', ...VALUE },
    ),
    forbid(
      'aws-sdk-in-aws',
      'Only lib/aws and the sandbox know the SDK.',
      { path: '^(lib|app|components|e2e|proxy)', pathNot: ['^lib/(aws|sandbox)/', TEST] },
      { path: '^node_modules/@(aws-sdk|smithy)/' },
    ),
    forbid(
      'next-in-app',
      'Only app, components, actions and auth know Next.',
      { path: '^lib/', pathNot: [ACTIONS, '^lib/(auth|db/generated)/', TEST] },
      { path: '^node_modules/next(-auth)?/' },
    ),
    forbid(
      'react-in-screens',
      'Only app and components draw.',
      { path: '^lib/', pathNot: ['^lib/auth/session\\.ts$', TEST] },
      { path: '^node_modules/(react|react-dom|@tanstack|@base-ui)/' },
    ),
    forbid(
      'nobody-imports-sandbox',
      'The sandbox stands in for AWS at the wire.',
      { pathNot: ['^lib/sandbox/', '^lib/cli/sandbox\\.ts$', '^e2e/', TEST] },
      { path: '^lib/sandbox/' },
    ),
    forbid(
      'sandbox-stands-alone',
      'Of our code the sandbox knows plan types, time and how to start a PostgreSQL.',
      { path: '^lib/sandbox/', pathNot: TEST },
      {
        path: '^(lib|app|components)/',
        pathNot:
          '^lib/sandbox/|^lib/plans/(types|schema|schema-values)\\.ts$|^lib/time/|^lib/db/embedded(-tools)?\\.ts$',
      },
    ),
    forbid(
      'nobody-imports-cli',
      'The command line is the top.',
      { pathNot: ['^lib/cli/', '^[^/]+\\.(ts|js|cjs|mjs)$', TEST] },
      { path: '^lib/cli/' },
    ),
    forbid(
      'nobody-imports-worker',
      'The worker is a process, not a library.',
      { pathNot: ['^lib/worker/', TEST] },
      { path: '^lib/worker/' },
    ),
    forbid(
      'tests-stay-outside',
      'What runs does not need its tests.',
      { path: '^(lib|app|components)/', pathNot: TEST },
      { path: `${TEST}|^e2e/` },
    ),

    // Downwards only.
    forbid(
      'app-is-the-top',
      'Nothing below imports routes.',
      { path: '^(lib|components)/', pathNot: TEST },
      { path: '^app/' },
    ),
    forbid(
      'lib-draws-nothing',
      'Components stand above lib.',
      { path: '^lib/', pathNot: TEST },
      { path: '^components/' },
    ),
    forbid(
      'pages-write-through-actions',
      'Routes read queries and schema, write through actions or (api) commands; never the database or AWS.',
      { path: '^app/', pathNot: TEST },
      { path: '^lib/(aws|outbound|worker|sandbox|cli|jobs)/|^lib/db/(?!reachable)', ...VALUE },
    ),
    forbid(
      'components-know-no-server',
      'Components take DTOs: actions, types and pure rules only.',
      { path: '^components/', pathNot: TEST },
      { path: '^lib/', pathNot: `${ACTIONS}|${PURE}`, ...VALUE },
    ),
    forbid(
      'ui-knows-no-domain',
      'Primitives have no domain word in them.',
      { path: '^components/ui/', pathNot: TEST },
      { path: `^components/(?!ui/)|${DOMAIN}` },
    ),
    forbid(
      'actions-are-thin',
      'Actions call commands, never the database.',
      { path: ACTIONS },
      { path: '^lib/(db|aws|outbound|jobs)/', ...VALUE },
    ),
    forbid(
      'helpers-ask-who',
      'Who is asking is found out inside the answer: pages ask lib/auth/session, actions and routes are made by a helper.',
      { path: '^(lib|components)/', pathNot: ['^lib/auth/(?!actions)', TEST] },
      { path: '^lib/auth/session\\.ts$', ...VALUE },
    ),
    forbid(
      'only-worker-asks-aws',
      'No AWS call happens inside a web request: domain rooms take what they need as an argument.',
      { path: '^(lib|app|components)/', pathNot: ['^lib/(aws|worker)/', TEST] },
      { path: '^lib/(aws|outbound)/', ...VALUE },
    ),
    forbid(
      'below-domains',
      'What every domain stands on knows no domain.',
      { path: BELOW_DOMAINS, pathNot: TEST },
      { path: DOMAIN, ...VALUE },
    ),
    ...ROOMS.flatMap((room, i) => {
      const above = ROOMS.slice(i + 1)
      const looksUp = forbid(
        `${room}-looks-downhill`,
        'plans, inventory < freshness < restores < incidents < comms, drills < reviews.',
        { path: `^lib/${room}/`, pathNot: TEST },
        { path: `^lib/(${above.join('|')})/` },
      )
      return above.length > 0 ? [looksUp] : []
    }),

    // Purity.
    forbid(
      'rules-are-pure',
      'Data and `now` in, decision out.',
      { path: PURE, pathNot: TEST },
      { path: '^(lib|app|components)/', pathNot: PURE, ...VALUE },
    ),
    forbid(
      'rules-know-no-machine',
      'A rule needs no database, network, file or framework.',
      { path: PURE, pathNot: TEST },
      {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: '^node_modules/(croner|temporal-polyfill)/|^(node:)?crypto$',
        ...VALUE,
      },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/db/generated'] },
    exclude: { path: ['^\\.next', '^\\.tidemark'] },
    // TypeScript 7 has no API for it; without swc it would see nothing and pass.
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.d.ts', '.css'],
    },
  },
}
