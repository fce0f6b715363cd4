// `node lib/cli/bootstrap.mjs <command> [arguments]` runs lib/cli/<command>.ts. Plain JavaScript for Node 20 without any
// package: it installs what the lock names, makes the database client, bundles, and hands over to the Node that npm brought.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { step } from './progress.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
process.chdir(root)
const [command = 'up', ...args] = process.argv.slice(2)
const node = join(root, 'node_modules/.bin/node')
const quiet = !['up', 'dev', 'test', 'attacks', 'matrix', 'fuzz'].includes(command)
const show = quiet ? (_label, work) => work() : step

try {
  if (!quiet) console.log(`\n  Tidemark · npm run ${command}\n`)
  if (!isInstalled()) await show('dependencies', install)
  if (!isGenerated()) await show('database client', generate)
  const script = await bundle()
  run(script)
} catch (error) {
  console.error(`\n${error.message}`)
  process.exitCode = 1
}

/** True when every package of the lock that this platform needs is installed in the locked version. */
function isInstalled() {
  const hidden = 'node_modules/.package-lock.json'
  if (!existsSync(hidden) || !existsSync(node)) return false
  const installed = readJson(hidden).packages
  const wanted = Object.entries(readJson('package-lock.json').packages)
  return wanted.every(([path, { version, optional }]) => !path || optional || installed[path]?.version === version)
}

async function install() {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  await finish([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci')
  return 'installed by npm ci'
}

function isGenerated() {
  const made = 'lib/db/generated/.schema-hash'
  return existsSync(made) && readFileSync(made, 'utf8') === schemaHash()
}

async function generate() {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = join(root, 'prisma/schema-engine.mjs')
  await finish([node, 'node_modules/prisma/build/index.js', 'generate', '--no-hints'], 'prisma generate')
  writeFileSync('lib/db/generated/.schema-hash', schemaHash())
}

function schemaHash() {
  const { version } = readJson('node_modules/prisma/package.json')
  return createHash('sha256').update(version).update(readFileSync('prisma/schema.prisma')).digest('hex')
}

/** Bundles the command and the processes it may start into <data folder>/dist; returns the command's script. */
async function bundle() {
  const { build } = await import('esbuild')
  const { bundleOptions } = await import('./bundle.mjs')
  const options = bundleOptions(command, distFolder())
  // Whoever makes the data folder first makes it for this user alone.
  mkdirSync(dirname(options.outdir), { recursive: true, mode: 0o700 })
  await build(options)
  return join(options.outdir, `${command}.mjs`)
}

/** Bundled files find the packages only from within the project, whatever the data folder is. */
function distFolder() {
  if (command === 'test') return join(root, '.tidemark/e2e/dist')
  if (['attacks', 'matrix', 'fuzz'].includes(command)) return join(root, '.tidemark', command, 'dist')
  const data = resolve(root, process.env.TIDEMARK_DATA || '.tidemark')
  const inside = !relative(root, data).startsWith('..')
  return join(inside ? data : join(root, '.tidemark'), 'dist')
}

/** Hands over. The command ends with this process; this one ends when whoever started it is gone. */
function run(script) {
  const flags = ['--conditions=react-server', '--enable-source-maps', '--disable-warning=ExperimentalWarning']
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, TIDEMARK_DIST: dirname(script) }
  const child = spawn(...tied([node, ...flags, script, ...args]), { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500)
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

function tied(line) {
  const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0
  const [first, ...rest] = hasSetpriv ? ['setpriv', '--pdeathsig', 'TERM', '--', ...line] : line
  return [first, rest]
}

/** Runs a program to its end and keeps its words for the case that it fails. */
function finish([first, ...rest], name) {
  return new Promise((done, fail) => {
    const child = spawn(first, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.on('error', (error) => fail(new Error(`${name} could not be started: ${error.message}`)))
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${name} failed:\n${output.slice(-4000)}`))))
  })
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
