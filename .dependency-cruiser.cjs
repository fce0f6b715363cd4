const { PURE } = require('./lib/cli/pure-folders.mjs')

const ROOMS = [
  'plans',
  'inventory',
  'freshness',
  'findings',
  'notices',
  'restores',
  'incidents',
  'comms',
  'drills',
  'reviews',
  'screens',
]
const DOMAIN = `^lib/(${ROOMS.join('|')})/`
const ACTIONS = '^lib/[^/]+/actions\\.ts$'
const TEST = '\\.test\\.tsx?$|^vitest\\.|(^|/)(testing|fixtures)(/|\\.tsx?$)'

/** What changes something: verbs, and what the worker alone may do. */
const COMMANDS =
  '^lib/[^/]+/(commands|intent|acknowledge|apply|drive)/|^lib/plans/revisions/publish-revision|^lib/auth/(manage-users|own-|sign-|follow-link)'

/** What a room shows the rooms above it: what it knows, what it decides, and its named queries. */
const SHOWN =
  '/(model|rules|store|in-force|places|preflight)/|^lib/inventory/points[.]ts$|^lib/restores/methods/registry[.]ts$|/schema[.]ts$'

/** Components of one domain that draw a part of another's, beside ui, charts and live, which all may use. */
const NEIGHBOURS = [
  ['incidents', 'timeline'],
  ['incidents', 'plans'],
  ['plans', 'timeline'],
  ['recovery-points', 'restores'],
  ['reviews', 'timeline'],
  ['systems', 'plans'],
]
const BELOW_DOMAINS = '^lib/(audit|timeline|chains|outbox|live|jobs|auth|db|door|time)/|^lib/[^/]+\\.ts$'
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
      'Only app, components, actions, auth and the process that serves them know Next.',
      { path: '^lib/', pathNot: [ACTIONS, '^lib/(auth|db/generated)/', '^lib/front/main[.]ts$', TEST] },
      { path: '^node_modules/next(-auth)?/' },
    ),
    forbid(
      'front-knows-nothing',
      'What stands before Next reads settings and its own rules only.',
      { path: '^lib/front/', pathNot: TEST },
      { path: '^lib/', pathNot: '^lib/(front/|env[.]ts$|log[.]ts$)' },
    ),
    forbid(
      'front-is-a-process',
      'Nothing imports what stands before Next.',
      { pathNot: ['^lib/front/', TEST] },
      { path: '^lib/front/' },
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
          '^lib/sandbox/|^lib/plans/(model|document/schema)/|^lib/time/|^lib/db/(embedded(-tools|-process)?|free-port)\\.ts$',
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
      { path: '^(lib|app|components)/', pathNot: [TEST, '^lib/cli/fuzz\\.ts$'] },
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
      { path: '^(lib/[^/]+|app|components)', pathNot: ['^lib/(aws|worker)/', TEST] },
      { path: '^lib/(aws|outbound)/', pathNot: '^$1/', ...VALUE },
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
        `${ROOMS.join(' < ')}.`,
        // Actions compose: they hand a command what a higher room does in the same transaction.
        { path: `^lib/${room}/`, pathNot: [ACTIONS, TEST] },
        { path: `^lib/(${above.join('|')})/` },
      )
      return above.length > 0 ? [looksUp] : []
    }),

    forbid(
      'domains-ask-queries',
      "Of a lower domain a domain uses the model, the rules and the named queries, never another's commands.",
      { path: `^lib/(${ROOMS.join('|')})/`, pathNot: [ACTIONS, TEST] },
      { path: DOMAIN, pathNot: ['^lib/$1/', SHOWN, PURE], ...VALUE },
    ),
    forbid(
      'pages-call-no-command',
      'Pages read; what changes something is called by actions and by routes of the API.',
      { path: '^app/', pathNot: ['^app/api/', TEST] },
      { path: COMMANDS, ...VALUE },
    ),
    forbid(
      'queries-call-no-command',
      'Looking changes nothing.',
      { path: '^lib/[^/]+/(store|in-force|preflight)/|^lib/screens/|^lib/[^/]+/queries\\.ts$', pathNot: TEST },
      { path: COMMANDS, ...VALUE },
    ),
    forbid(
      'tools-know-no-domain',
      'aws, search and outbound serve every domain and know none, its types neither.',
      { path: '^lib/(aws|search|outbound)/', pathNot: TEST },
      { path: DOMAIN },
    ),
    forbid(
      'worker-uses-no-db',
      'The worker calls commands and queries; tables belong to their rooms.',
      { path: '^lib/worker/', pathNot: TEST },
      { path: '^lib/db/', ...VALUE },
    ),
    ...['', ...new Set(NEIGHBOURS.map(([one]) => one))].map((one) => {
      const others = ['ui', 'charts', 'live', ...NEIGHBOURS.filter(([each]) => each === one).map(([, other]) => other)]
      const named = NEIGHBOURS.map(([each]) => each).join('|')
      return forbid(
        one === '' ? 'components-stand-apart' : `components-stand-apart-${one}`,
        'A part that two domains draw belongs into ui, charts or live, or the pair is named in NEIGHBOURS.',
        one === ''
          ? { path: '^components/([^/]+)/', pathNot: [`^components/(${named})/`, TEST] }
          : { path: `^components/(${one})/`, pathNot: TEST },
        { path: '^components/', pathNot: ['^components/$1/', `^components/(${others.join('|')})/`] },
      )
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
