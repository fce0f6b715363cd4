// `npm run mutants [room…] [-- --again]`: breaks each pure rule in every way there is, one at a time, and counts what the
// room's unit tests notice. Who survives is named in docs/mutants.md with the reason why nothing could notice it. With
// `--again` only those are tried that survived the last time: for the hour in which tests are written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { bundleTests } from './mutants/bundle-tests.mjs'
import { makeMutants, testsOf } from './mutants/make-mutants.mjs'
import { namedSurvivors, nameOf } from './mutants/named-survivors.mjs'
import { tryMutants } from './mutants/try-mutants.mjs'

const ROOMS = ['time', 'freshness', 'findings', 'restores', 'incidents', 'plans']
const FLOOR = 0.85

const asked = process.argv.slice(2).filter((word) => word !== '--again')
const isAgain = process.argv.includes('--again')
const unknown = asked.filter((room) => !ROOMS.includes(room))
if (unknown.length > 0) {
  console.error(`There is no room ${unknown.join(', ')} here: it is one of ${ROOMS.join(', ')}.`)
  process.exit(2)
}
mkdirSync('.tidemark/mutants', { recursive: true })
let isFaulty = false
for (const room of asked.length > 0 ? asked : ROOMS) isFaulty = (await tryRoom(room)) || isFaulty
process.exit(isFaulty ? 1 : 0)

async function tryRoom(room) {
  const { sources, mutants } = await makeMutants(room)
  const last = caughtLastTime(room)
  const tried = mutants.filter((one) => !last.has(keyOf(one)))
  const bundles = await bundleTests(testsOf(room), sources)
  const caught = await tryMutants(bundles, tried, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${room}: ${done} of ${tried.length} `)
  })
  for (const one of mutants) if (last.has(keyOf(one))) caught.set(one.id, last.get(keyOf(one)))
  keep(room, mutants, caught)
  const survivors = mutants.filter(({ id }) => !caught.get(id))
  const { unnamed, stale, named } = namedSurvivors(room, survivors)
  for (const one of unnamed) {
    const why = caught.has(one.id) ? 'nothing notices' : 'no test comes here'
    console.log(`${one.file}:${one.at}  ${one.kind}, ${why}\n${nameOf(one)}`)
  }
  for (const name of stale) console.log(`docs/mutants.md: this one does not survive, or is there no more:\n${name}`)
  const share = (mutants.length - survivors.length) / mutants.length
  const percent = `${(share * 100).toFixed(1)} %`
  const rest = `${survivors.length} survive, ${named} of them named, ${unnamed.length} not`
  console.log(`${room}: ${mutants.length} made, ${mutants.length - survivors.length} caught (${percent}), ${rest}`)
  return share < FLOOR || unnamed.length > 0 || stale.length > 0
}

function keep(room, mutants, caught) {
  const kept = mutants.map((one) => ({ ...one, caughtBy: caught.get(one.id) }))
  writeFileSync(`.tidemark/mutants/${room}.json`, JSON.stringify(kept, null, 1))
}

/** By key, for `--again`. */
function caughtLastTime(room) {
  const file = `.tidemark/mutants/${room}.json`
  const kept = isAgain && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  return new Map(kept.filter(({ caughtBy }) => caughtBy).map((one) => [keyOf(one), one.caughtBy]))
}

function keyOf({ file, at, kind, line, was, becomes }) {
  return [file, at, kind, line, was, becomes].join('\n')
}
