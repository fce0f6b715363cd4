import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Route, routesOf } from '@/e2e/addresses'
import { SOUND_INPUTS } from '@/lib/door/testing/sound-inputs'

export type Target = Route & {
  /** names of the query that it reads, and one that nobody reads */
  names: string[]
}

export type Action = {
  /** what Next calls it in this build */
  id: string
  name: string
  /** the address of a page that knows it */
  address: string
  /** inputs that its room takes; the ones whose names are most like its own come first */
  sound: Record<string, unknown>[]
}

export type Targets = { pages: Target[]; routes: Target[]; actions: Action[] }

/**
 * Everything that can be asked, read from the folders of app/, the text of what they hold and the build's own list of
 * actions: what is new is in it by itself.
 *
 * @param distFolder where the production build is
 */
export function findTargets(distFolder: string): Targets {
  const pages = routesOf('page.tsx').map(withNames)
  const routes = routesOf('route.ts').map(withNames)
  return { pages, routes, actions: findActions(distFolder, pages) }
}

const READS = [
  /\b(?:params|query|asked|search)\.(\w+)/g,
  /\bsearch(?:Params)?\.get(?:All)?\('([\w-]+)'\)/g,
  /\bsearch, '(\w+)'/g,
  /queryOf\(\w+\)\)\.(\w+)/g,
  /\{([\w\s,]+)\}\]? = (?:params\b|await queryOf\(|await Promise\.all\(\[pathOf)/g,
]
const NO_NAMES = /^(|params|searchParams|get|set|size|number)$/

/** Names of what next-auth reads by itself, and of Next's own: nothing in our text says them. */
const FOREIGN_NAMES = ['callbackUrl', 'error', 'csrf', 'json', 'provider', 'token', 'email', '_rsc', 'nxtPnumber']

/** Names that it reads by itself, and that what it hands its query to reads; one that nobody reads is tried as well. */
function withNames(route: Route): Target {
  const text = readFileSync(route.file, 'utf8')
  const imported = [...text.matchAll(/from '@\/([^']+)'/g)].flatMap(([, module]) => globSync(`${module}.ts`))
  const texts = [text, ...(/queryOf|search/.test(text) ? imported.map((each) => readFileSync(each, 'utf8')) : [])]
  const found = texts.flatMap((each) => READS.flatMap((pattern) => [...each.matchAll(pattern)]))
  const names = found.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
  const all = [...new Set([...names, 'unread'])].filter((name) => !NO_NAMES.test(name))
  return { ...route, names: route.file.includes('/auth/') ? [...all, ...FOREIGN_NAMES] : all }
}

type Manifest = {
  node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>
}

function findActions(distFolder: string, pages: Target[]): Action[] {
  const file = join(distFolder, 'server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  return Object.entries(node).flatMap(([id, { workers, filename, exportedName }]) => {
    const inputs = soundFor(filename.replace(/\/[^/]+$/, ''), exportedName)
    return Object.keys(workers).flatMap((worker) => {
      const page = pages.find(({ file }) => file === `${worker}.tsx`)
      return page ? [{ id, name: exportedName, address: page.address, sound: inputs }] : []
    })
  })
}

function soundFor(room: string, action: string): Record<string, unknown>[] {
  const words = (text: string) => text.split(/(?=[A-Z])/).map((word) => word.toLowerCase())
  const own = new Set(words(action.replace(/Action$/, '')))
  const shared = (name: string) => words(name).filter((word) => own.has(word)).length
  const inputs = Object.entries(SOUND_INPUTS[room] ?? {}).toSorted(([a], [b]) => shared(b) - shared(a))
  return inputs.length > 0 ? inputs.map(([, input]) => aboutTheFirst(input)) : [{ number: 1, id: '', reason: 'x' }]
}

/** The same about the first incident and the first restore: those are the ones that exist, once an input has made them. */
function aboutTheFirst(input: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(input).replace(/"(number|incident)":7\b/g, '"$1":1')
  return JSON.parse(text.replace(/"(INC|RST)-0007"/g, '"$1-0001"')) as Record<string, unknown>
}
