// `npm run lint:inputs [folder]`: what a person or a request says comes in by one door, lib/door, so that half a
// character, NUL or a number that no column holds is refused before anything is done with it.
import { readdirSync, readFileSync } from 'node:fs'

/** What is read from this machine and not from a request: its environment, its plans, the sandbox's own wire. */
const NO_REQUEST = /^lib\/(door|cli|sandbox)\/|^lib\/env\.ts$|^lib\/plans\/document\//
const TEST = /\.test\.tsx?$|\/testing\//
const ROUTE = /^app\/(.+\/)?route\.tsx?$/

const RAW_FIELD =
  /\bz\s*\.\s*(string|number|coerce|bigint|date|int|int32|float32|float64|nan|email|url|record|any|iso)\b/g
const OTHER_ZOD = /import\s+(?!type\b)(?!\{\s*(type \w+,\s*)?z\s*\})[^;'"]*?from\s+['"]zod['"]/g
const RAW_REQUEST = /\brequest\s*\.\s*(json|formData|text|arrayBuffer|blob|url|nextUrl)\b/g

/** How a page may name its address: in its type, as a parameter, and as what it hands to the door. */
const GIVEN = [
  /\b(pathOf|queryOf|typedPlaces)\(\s*(params|searchParams)\s*\)/g,
  /\b(params|searchParams)\??:\s*(Promise<|Query\b)/g,
  /\{[\s\w,]*\}\s*:\s*(\w+\)|\{)/g,
]

process.chdir(process.argv[2] ?? '.')
const faults = ['app', 'components', 'lib'].flatMap(filesUnder).flatMap(faultsOf)
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)

function faultsOf(file) {
  const text = withoutComments(readFileSync(file, 'utf8'))
  const found = []
  const look = (pattern, source, what) => {
    for (const { index, 0: word } of source.matchAll(pattern)) {
      found.push(`${file}:${text.slice(0, index).split('\n').length}  ${word.replaceAll(/\s+/g, '')} ${what}`)
    }
  }
  if (!NO_REQUEST.test(file)) {
    look(RAW_FIELD, text, 'is a field past the door: text, wholeNumber and instant of lib/door/fields are it')
    look(OTHER_ZOD, text, 'is another way to zod: import { z }')
  }
  if (ROUTE.test(file)) look(RAW_REQUEST, text, 'is read past the door: answerRequest gives search and params')
  else if (file.startsWith('app/')) {
    const rest = GIVEN.reduce((left, pattern) => left.replace(pattern, (part) => ' '.repeat(part.length)), text)
    look(/\b(params|searchParams)\b/g, rest, 'is an address past the door: pathOf(params), queryOf(searchParams)')
  }
  return found
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
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/db/generated/') && !TEST.test(file))
}
