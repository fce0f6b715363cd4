// `npm run lint:answers [folder]`: every server action and every API route is made by the one helper that answers for
// it, so that none can throw at a person, skip who asks, or answer in a shape of its own.
import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

const ACTIONS = /^lib\/[^/]+\/actions\.ts$/
const ROUTE = /^app\/(.+\/)?route\.[cm]?[jt]sx?$/
const SECOND_ROUTER = /^(src\/|pages\/)/
const TEST = /\.test\.tsx?$/
const NOT_SERVED = /^(\.|node_modules$|e2e$|plans$|prisma$)/
const SERVER = /['"`]use server['"`]/g
const MAKERS = {
  action: { from: '@/lib/auth/answer-action', names: ['formAction', 'inputAction'] },
  route: { from: '@/lib/auth/answer-request', names: ['answerRequest'] },
}
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Where an action may serve who is not signed in: the token of a link says whom. */
const OPEN_ACTIONS = 'lib/auth/actions.ts'

/** Routes that nobody signs in for: each asks for no person, and says itself what it answers without a database. */
const OPEN = [
  'app/api/auth/[...nextauth]/route.ts', // next-auth's own; what it asks of ours is lib/auth/options.ts
  'app/api/auth/sign-out/route.ts', // ends a session of anybody, also while the database is away
  'app/api/health/live/route.ts', // must answer whatever else is broken
  'app/api/health/ready/route.ts', // its answer is whether the database does
]

process.chdir(process.argv[2] ?? '.')
const faults = sources().flatMap(faultsOf)
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)

function faultsOf(file) {
  if (SECOND_ROUTER.test(file)) return [`${file}:1  is served past the guard: routes lie in app/`]
  const text = readFileSync(file, 'utf8')
  if (ACTIONS.test(file)) return actionFaults(file, text)
  const said = saysServer(text).map((line) => `${file}:${line}  makes server actions: only lib/<room>/actions.ts does`)
  return ROUTE.test(file) && !OPEN.includes(file) ? [...said, ...routeFaults(file, text)] : said
}

function actionFaults(file, text) {
  const program = parse(text)
  const [first] = program.body
  const begins = first?.type === 'ExpressionStatement' && /^use server$/.test(first.expression.value)
  const further = saysServer(text).slice(begins ? 1 : 0)
  return [
    ...(begins ? [] : [`${file}:1  does not begin with the directive that makes its exports server actions`]),
    ...further.map((line) => `${file}:${line}  makes an action inside a function`),
    ...exportsOf(program, file === OPEN_ACTIONS ? withOpen(MAKERS.action) : MAKERS.action)
      .filter(({ made }) => !made)
      .map(({ name, line }) => `${file}:${line}  ${name} is not made by ${MAKERS.action.names.join(' or ')}`),
  ]
}

function withOpen({ from, names }) {
  return { from, names: [...names, 'openFormAction'] }
}

function routeFaults(file, text) {
  return exportsOf(parse(text), MAKERS.route)
    .filter(({ name, made }) => !made && (METHODS.includes(name) || !/^[a-z]\w*$/.test(name)))
    .map(({ name, line }) => `${file}:${line}  ${name} is not made by ${MAKERS.route.names.join(' or ')}`)
}

/** The lines on which the directive stands, be it in a comment: a text is no place for it either. */
function saysServer(text) {
  return [...text.matchAll(SERVER)].map(({ index }) => countLines(text.slice(0, index)))
}

/** What a module exports as values; `made` says that the value is a call of the maker, imported from its own module. */
function exportsOf({ body, lineOf }, { from, names }) {
  const makers = body
    .filter((item) => item.type === 'ImportDeclaration' && item.source.value === from)
    .flatMap((item) => item.specifiers)
    .filter(({ type, imported, local }) => type === 'ImportSpecifier' && names.includes((imported ?? local).value))
    .map(({ local }) => local.value)
  const isMade = (value) => value?.type === 'CallExpression' && makers.includes(value.callee.value)
  return body
    .filter(({ type, isExport }) => /^Export|^TsExport/.test(type) || isExport)
    .flatMap((item) => {
      const line = lineOf(item)
      const { declaration } = item
      if (declaration?.type !== 'VariableDeclaration') return named(item).map((name) => ({ name, line, made: false }))
      return declaration.declarations.map(({ id, init }) => {
        const named = id.type === 'Identifier' && declaration.kind === 'const'
        return { name: id.value ?? 'a pattern', line, made: named && isMade(init) }
      })
    })
}

/** The names of values that an export gives away, other than by `export const`; types are none. */
function named({ type, declaration, specifiers, typeOnly }) {
  if (typeOnly || /^Ts(TypeAlias|Interface)/.test(declaration?.type)) return []
  if (type === 'ExportDeclaration') return [(declaration.identifier ?? declaration.id).value]
  if (type !== 'ExportNamedDeclaration') return [type === 'ExportAllDeclaration' ? '*' : 'default']
  return specifiers.filter(({ isTypeOnly }) => !isTypeOnly).map((one) => (one.exported ?? one.orig ?? one.name).value)
}

/** swc counts bytes, on over all that it parsed, and a text from its first word: so a word of ours goes before it. */
function parse(text) {
  const { body, span } = parseSync(`;${text}`, { syntax: 'typescript', tsx: true, target: 'esnext' })
  const bytes = Buffer.from(text)
  const lineOf = (item) => countLines(bytes.subarray(0, item.span.start - span.start - 1).toString())
  return { body: body.slice(1), lineOf }
}

function countLines(before) {
  return before.split('\n').length
}

/** Every program text that could be served, wherever somebody puts it. */
function sources() {
  const top = readdirSync('.', { withFileTypes: true }).filter(({ name }) => !NOT_SERVED.test(name))
  const below = top
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      return readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => `${name}/${file}`)
    })
  return [...top.filter((entry) => entry.isFile()).map(({ name }) => name), ...below].filter(
    (file) => /\.[cm]?[jt]sx?$/.test(file) && !file.startsWith('lib/db/generated/') && !TEST.test(file),
  )
}
