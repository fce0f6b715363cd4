import { readdirSync, readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { PURE } from '../pure-folders.mjs'

/** Words that are shown are read by tests where they matter; every string emptied would drown the rules. */
const LEFT_OUT = ['StringLiteral']

const silent = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false }

/**
 * The pure files of a room (lib/<room>) with all their mutants in them, each behind a switch by its id.
 *
 * @returns {Promise<{ sources: Map<string, string>, mutants: Mutant[] }>} by path
 * @typedef {{ id: string, file: string, at: number, line: string, kind: string, was: string, becomes: string }} Mutant
 *   `at` counts lines from 1, `line` is the source's line, trimmed; texts lie on one line
 */
export async function makeMutants(room) {
  const files = filesUnder(`lib/${room}`)
    .filter((file) => new RegExp(PURE).test(file) && !file.endsWith('.test.ts'))
    .map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }))
  const options = { excludedMutations: LEFT_OUT, ignorers: [], noHeader: false, plugins: [] }
  const made = await new Instrumenter(silent).instrument(files, options)
  const contents = new Map(files.map(({ name, content }) => [name, content]))
  return {
    sources: new Map(made.files.map(({ name, content }) => [name, content])),
    mutants: made.mutants
      .filter(({ status }) => status !== 'Ignored')
      .map((one) => described(one, contents.get(one.fileName) ?? '')),
  }
}

/** Not played, because no rule's own test is among them, and each takes seconds for every mutant that survives. */
const NO_TESTS_OF_RULES = [
  // The plans' own words.
  /^lib\/plans\/content\//,
  // The reader of documents, which is no pure file: whole plans, parsed and checked hundreds of times.
  /^lib\/plans\/document\/[^/]+$/,
  /^lib\/plans\/testing\//,
]

/** The tests of a room that need no database and hold its rules. */
export function testsOf(room) {
  const isLeftOut = (file) => NO_TESTS_OF_RULES.some((path) => path.test(file))
  return filesUnder(`lib/${room}`).filter((file) => isTest(file) && !isLeftOut(file))
}

function filesUnder(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.map((file) => `${folder}/${file}`).sort()
}

const isTest = (file) => file.endsWith('.test.ts') && !file.endsWith('.db.test.ts')

function described({ id, fileName, mutatorName, replacement, location: { start, end } }, content) {
  const lines = content.split('\n')
  const part = lines.slice(start.line, end.line + 1)
  part[part.length - 1] = part.at(-1).slice(0, end.column)
  part[0] = part[0].slice(start.column)
  return {
    ...{ id, file: fileName, at: start.line + 1, line: lines[start.line].trim(), kind: mutatorName },
    ...{ was: onOneLine(part.join('\n')), becomes: onOneLine(replacement) },
  }
}

function onOneLine(text) {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 90 ? `${line.slice(0, 88)}…` : line
}
