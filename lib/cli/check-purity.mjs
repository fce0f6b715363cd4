// `npm run lint:purity [folder]`: rules wait for nothing and ask no clock; only a few places read the environment.
// dependency-cruiser sees imports, this sees text.
import { readdirSync, readFileSync } from 'node:fs'
import { PURE } from './pure-folders.mjs'

const SOURCES = ['app', 'components', 'lib']
const IMPURE = [
  [/\bawait\b|\basync\b/, 'waits'],
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/, 'asks the clock'],
  [/\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/, 'throws dice'],
  [/\bprocess\./, 'looks at its process'],
]
/** A function under the name of an instant: one that is handed `now` cannot ask again and get another answer. */
const HANDED_A_CLOCK = /\bnow\??:\s*\(\)\s*=>|\bnow(:|\s*=)\s*Date\.now\b(?!\()/
const MAY_READ_ENVIRONMENT = /^lib\/(env\.ts$|sandbox\/|cli\/)|\.test\.tsx?$/

const TEST = /\.test\.tsx?$/

process.chdir(process.argv[2] ?? '.')
const faults = SOURCES.flatMap(filesUnder).flatMap(faultsOf)
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)

function faultsOf(file) {
  const lines = withoutComments(readFileSync(file, 'utf8')).split('\n')
  const tests = [
    ...(new RegExp(PURE).test(file) && !TEST.test(file)
      ? IMPURE.map(([pattern, what]) => [pattern, `a rule that ${what}`])
      : []),
    ...(TEST.test(file) ? [] : [[HANDED_A_CLOCK, 'takes a clock for an instant: pass `now` in epoch milliseconds']]),
    ...(MAY_READ_ENVIRONMENT.test(file) ? [] : [[/\bprocess\.env\b/, 'reads the environment: only lib/env.ts does']]),
  ]
  return lines.flatMap((line, i) =>
    tests.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${file}:${i + 1}  ${what}: ${line.trim()}`),
  )
}

/** Blanks comments, and keeps the line numbers. */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))
}

function filesUnder(folder) {
  let entries = []
  try {
    entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    // A copy for a test need not have them all.
  }
  return entries
    .map((entry) => `${folder}/${entry}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/db/generated/') && !/\.d\.ts$/.test(file))
}
