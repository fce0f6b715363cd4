import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  AT_REST,
  BEFORE_SENDING,
  CAME_TO_NOTHING,
  DELETABLE,
  DOUBTFUL,
  DRIVEN,
  TERMINAL,
  UNDER_WAY,
} from '@/lib/restores/machine/states'
import type { RestoreState } from '@/lib/restores/model/restore'
import { STATE_WORDS } from '@/lib/restores/rules/words'

const ALL = Object.keys(STATE_WORDS) as RestoreState[]

test('every state is under way or at rest, never both', () => {
  for (const state of ALL) expect(UNDER_WAY.has(state), state).toBe(!AT_REST.has(state))
})

test.each([
  ['is before sending', BEFORE_SENDING, UNDER_WAY],
  ['is in doubt', DOUBTFUL, DRIVEN],
  ['a worker drives', DRIVEN, UNDER_WAY],
  ['came to nothing', CAME_TO_NOTHING, TERMINAL],
  ['is over', TERMINAL, AT_REST],
  ['may be deleted', DELETABLE, AT_REST],
])('what %s is one of those it must be', (_, inner, outer) => {
  expect(inner.size).toBeGreaterThan(0)
  expect([...inner].filter((state) => !outer.has(state))).toEqual([])
})

test('sets of states are named here and nowhere else', () => {
  const told = sourcesOf(['app', 'components', 'lib', 'proxy.ts'])
    .filter((file) => !/^lib\/restores\/(machine|model)\/|^lib\/db\/generated\/|\.test\.tsx?$/.test(file))
    .flatMap((file) => setsIn(readFileSync(file, 'utf8')).map((set) => `${file}: ${set}`))
  expect(told).toEqual([])
})

test.each([
  `const DEAD = new Set(['REJECTED', 'EXPIRED'])`,
  `where: { state: { notIn: [\n  'FAILED',\n  'CANCELLED',\n] } }`,
  `row.state === 'PENDING_APPROVAL' || row.state === 'APPROVED'`,
  `if (state !== "RUNNING" && state !== "VERIFYING") return`,
  `WHERE state IN ('SENDING', 'UNCONFIRMED')`,
])('such a set is found: %s', (text) => expect(setsIn(text)).toHaveLength(1))

test.each([
  `restore.state === 'RUNNING' ? 1 : 0`,
  `if (job.status === 'FAILED' || job.status === 'ABORTED') return`,
  `RUNNING: { mark: 'running' }, VERIFYING: { mark: 'running' }`,
])('and one state alone is none: %s', (text) => expect(setsIn(text)).toEqual([]))

/** Lists, comparisons side by side, and SQL lists with two states or more. */
function setsIn(text: string): string[] {
  const state = `['"](?:${ALL.join('|')})['"]`
  const listed = `${state}\\s*,\\s*${state}`
  const compared = `${state}\\s*(?:\\|\\||&&)\\s*[\\w.?]+\\s*[!=]==\\s*${state}`
  return text.match(new RegExp(`${listed}|${compared}`, 'g')) ?? []
}

function sourcesOf(places: readonly string[]): string[] {
  return places.flatMap((place) => {
    if (/\.tsx?$/.test(place)) return [place]
    const entries = readdirSync(place, { recursive: true, encoding: 'utf8' })
    return entries.map((entry) => `${place}/${entry}`).filter((file) => /\.tsx?$/.test(file))
  })
}
