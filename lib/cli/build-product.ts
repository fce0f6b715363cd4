import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files and folders that the web build reads; what only tests, the worker or the sandbox read is left out. */
const INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'postcss.config.js',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
]
const NOT_BUILT = /(^lib\/(cli|front|sandbox|worker)\/|^lib\/db\/generated\/|\.test\.tsx?$)/

/**
 * Builds the web part for production unless nothing it reads has changed since the last build into the same folder.
 * Returns what it did. Throws with Next's own words when the build fails.
 */
export async function buildProduct(distFolder: string): Promise<string> {
  const marker = join(distFolder, 'tidemark-inputs')
  const inputs = hashInputs()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === inputs) return 'unchanged'
  await nextBuild(distFolder)
  writeFileSync(marker, inputs)
  return 'built'
}

function hashInputs(): string {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap(filesUnder).sort()) {
    if (!NOT_BUILT.test(file)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const child = `${folder}/${entry.name}`
      return entry.isDirectory() ? entries(child) : [child]
    })
  return path.includes('.') ? [path] : entries(path)
}

function nextBuild(distFolder: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_DIST_DIR: distFolder, NEXT_TELEMETRY_DISABLED: '1' }
  const args = ['node_modules/next/dist/bin/next', 'build']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: env as NodeJS.ProcessEnv })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The web part does not build:\n${output.slice(-6000)}`))
    })
  })
}
