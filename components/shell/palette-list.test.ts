import { describe, expect, test } from 'vitest'
import { linesFor, startLines } from '@/components/shell/palette-list'
import { knownPlaces } from '@/components/shell/palette-places'
import type { ShellStatus } from '@/lib/screens/shell/model/shell'
import type { Found, SearchAnswer } from '@/lib/search/model/search'

const status: ShellStatus = {
  health: { worker: null, collectors: null, record: null, disk: null },
  incidents: [
    {
      number: 'INC-0007',
      title: 'Corrupted rows',
      systemName: 'PhaserAI',
      severity: 1,
      drill: false,
      rtoEndsAt: null,
      exposure: null,
      updateDueAt: null,
    },
  ],
  systems: [{ key: 'phaserai', name: 'PhaserAI' }],
  foot: [],
  nextChangeAt: null,
  asOf: 0,
}
const may = { audit: false, admin: false, declare: true, restore: true }
const known = knownPlaces(may, status)
const all = [...known.incidents, ...known.acts, ...known.systems, ...known.pages]
const vault: Found = { kind: 'asset', title: 'phaserai-prod-vault', detail: 'PhaserAI', href: '/v' }
const answer = (q: string, ...results: Found[]): SearchAnswer => ({
  q,
  more: false,
  results: results.map((one) => ({ ...one, score: 50 })),
})
const names = (groups: { name: string }[]) => groups.map(({ name }) => name)

describe('before anything is typed', () => {
  test('open incidents come first, then what one may do, then where one was and can go', () => {
    expect(names(startLines(known, [vault]))).toEqual(['Open incidents', 'Do', 'Opened last here', 'Systems', 'Pages'])
  })

  test('who may do nothing is offered nothing to do, and what is not there has no head', () => {
    const viewer = knownPlaces({ ...may, declare: false, restore: false }, { ...status, incidents: [] })
    expect(names(startLines(viewer, []))).toEqual(['Systems', 'Pages'])
    expect(names(startLines(knownPlaces(may, undefined), []))).toEqual(['Do', 'Pages'])
  })

  test('what is listed anyway is not repeated', () => {
    const [system] = known.systems
    expect(names(startLines(known, system ? [system] : []))).not.toContain('Opened last here')
  })
})

describe('while something is typed', () => {
  test('what the page knows is there before the server has answered', () => {
    const [systems, ...others] = linesFor(['phaserai'], all, null, false)
    expect(systems).toMatchObject({ name: 'Systems', results: [{ title: 'PhaserAI', stale: false }] })
    expect(names(others)).toEqual(['Incidents'])
  })

  test('an earlier answer stays, behind what fits; what does not fit any more is marked', () => {
    const board: Found = { kind: 'runbook', title: 'Something else', detail: '', href: '/r' }
    const lines = linesFor(['phaserai'], all, answer('p', board, vault), false).flatMap(({ results }) => results)
    expect(lines.find(({ href }) => href === '/v')?.stale).toBe(false)
    expect(lines.at(-1)).toMatchObject({ href: '/r', stale: true })
  })

  test('the answer takes the place of the same line that the page knew by itself', () => {
    const system: Found = { kind: 'system', title: 'PhaserAI', detail: 'Writing aid', href: '/systems/phaserai' }
    const groups = linesFor(['phaserai'], all, answer('phaserai', system, vault), true)
    expect(groups.find(({ name }) => name === 'Systems')?.results.map(({ detail }) => detail)).toEqual(['Writing aid'])
  })
})
