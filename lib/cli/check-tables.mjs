// `npm run lint:tables [folder]`: each table is read and written in its own room only. Every model of prisma/schema.prisma
// names its room (`/// room: restores`); what another room wants of it, it asks of that room's named queries.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'
import { readModels } from './read-models.mjs'
import { touchesOf } from './table-touches.mjs'

const SOURCES = ['app', 'components', 'lib', 'proxy.ts']
/** Tests may prepare and look at any table; the generated client is nobody's. */
const LEFT_OUT = /\.test\.tsx?$|^lib\/db\/(generated\/|testing\.ts$)|^lib\/[^/]+\/testing\/|\.d\.ts$/

process.chdir(process.argv[2] ?? '.')
const { models, faults: unnamed } = readModels(readFileSync('prisma/schema.prisma', 'utf8'))
const faults = [...unnamed, ...SOURCES.flatMap(filesUnder).flatMap(faultsOf)]
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)

function faultsOf(file) {
  const text = readFileSync(file, 'utf8')
  const room = roomOf(file)
  return touchesOf(parse(file, text), models).flatMap(({ model, how, offset }) => {
    if (model !== null && models.get(model).room === room) return []
    const what = model === null ? how : `${how} ${model}, which belongs to ${models.get(model).room}`
    return [`${file}:${lineOf(text, offset)}  ${room} ${what}`]
  })
}

/** `lib/restores/drive/claim.ts` is of the room `restores`, `lib/incidents/…` of `incidents`; `app` and `components` own nothing. */
function roomOf(file) {
  const [top, room] = file.split('/')
  return top === 'lib' && room && !room.includes('.') ? room : top
}

// A file's offsets count on from the files parsed before it, so that each is read against where its own text begins.
function parse(file, text) {
  const module = parseSync(text, { syntax: 'typescript', tsx: file.endsWith('x') })
  return { module, base: module.span.start - leading(text) }
}

function leading(text) {
  return Buffer.byteLength(/^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? '')
}

function lineOf(text, offset) {
  return Buffer.from(text).subarray(0, Math.max(0, offset)).toString().split('\n').length
}

function filesUnder(place) {
  if (/\.tsx?$/.test(place)) return existsSync(place) ? [place] : []
  let entries = []
  try {
    entries = readdirSync(place, { recursive: true, encoding: 'utf8' })
  } catch {
    // A copy for a test need not have them all.
  }
  return entries.map((entry) => `${place}/${entry}`).filter((file) => /\.tsx?$/.test(file) && !LEFT_OUT.test(file))
}
