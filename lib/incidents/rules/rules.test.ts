import { describe, expect, it } from 'vitest'
import { type EntryDto, INCIDENT_STATUSES } from '@/lib/incidents/model/incident'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import {
  ENTRY_TEXT_LIMIT,
  entryTextFault,
  handoverFault,
  occurredAtFault,
  openOffers,
  reopenFault,
  resolveFault,
  roleFault,
  statusFault,
} from '@/lib/incidents/rules/rules'
import { incidentName, parseIncidentName } from '@/lib/vocabulary/numbers'

let count = 0
function entry(more: Partial<EntryDto>): EntryDto {
  count += 1
  const id = `entry-${count}`
  const at = count * 1_000
  const base = { id, seq: count, kind: 'note', text: id, detail: {}, occurredAt: at, recordedAt: at } as const
  return { ...base, authorId: 'u', authorName: 'Scribe', correctsId: null, ...more }
}

describe('status', () => {
  it('goes from any open status to any other open one', () => {
    for (const from of INCIDENT_STATUSES) {
      for (const to of INCIDENT_STATUSES) {
        expect(statusFault(from, to) === null).toBe(from !== to && from !== 'resolved' && to !== 'resolved')
      }
    }
  })

  it('ends once and can be opened again', () => {
    expect(resolveFault('monitoring')).toBeNull()
    expect(resolveFault('resolved')).not.toBeNull()
    expect(reopenFault('resolved', 'recovering')).toBeNull()
    expect(reopenFault('resolved', 'resolved')).not.toBeNull()
    expect(reopenFault('monitoring', 'recovering')).not.toBeNull()
  })
})

describe('roles', () => {
  const ada = { id: 'ada', name: 'Ada', mayCommand: true }
  const ben = { id: 'ben', name: 'Ben', mayCommand: false }
  const holders = [
    { role: 'commander', userId: 'ada', userName: 'Ada' },
    { role: 'database', userId: 'ben', userName: 'Ben' },
  ] as const

  it('let the commander hold no second role', () => {
    expect(roleFault(holders, 'scribe', ada)).toBe('Ada is the incident commander and holds no second role.')
    expect(handoverFault(holders, 'database', ada)).toBe('Ada is the incident commander and holds no second role.')
    expect(handoverFault(holders, 'commander', { ...ben, mayCommand: true })).toBe(
      'Ben is database administrator; the incident commander holds no second role.',
    )
  })

  it('let others hold two, and give command only to who may command', () => {
    expect(roleFault(holders, 'scribe', ben)).toBeNull()
    expect(roleFault([], 'commander', ben)).toBe('Ben’s account may not command incidents.')
    expect(roleFault([], 'commander', ada)).toBeNull()
  })

  it('have one holder each', () => {
    expect(roleFault(holders, 'database', { id: 'cy', name: 'Cy', mayCommand: false })).toMatch(/Hand the role over/)
    expect(handoverFault(holders, 'scribe', ben)).toMatch(/Assign the role/)
  })

  it('are offered until accepted, declined or overtaken', () => {
    const offer = (to: string) =>
      entry({ kind: 'role', detail: { role: 'commander', roleEvent: 'offered', person: { id: to, name: to } } })
    const first = offer('ben')
    expect(openOffers([first]).map(({ toId }) => toId)).toEqual(['ben'])
    const second = offer('cy')
    expect(openOffers([second, first]).map(({ toId }) => toId)).toEqual(['cy'])
    const stale = entry({ kind: 'role', detail: { role: 'commander', roleEvent: 'declined', offer: first.id } })
    expect(openOffers([first, second, stale])).toHaveLength(1)
    const no = entry({ kind: 'role', detail: { role: 'commander', roleEvent: 'declined', offer: second.id } })
    expect(openOffers([first, second, no])).toEqual([])
  })
})

describe('the text of an entry', () => {
  it.each([
    ['', false],
    [' \n\t', false],
    ['a\u0000b', false],
    ['\ud800', false],
    ['\udc00 x', false],
    ['x'.repeat(ENTRY_TEXT_LIMIT + 1), false],
    ['x'.repeat(ENTRY_TEXT_LIMIT), true],
    ['🌊 é e\u0301 \u202e <script> \r\n\t', true],
  ])('%#', (text, fits) => {
    expect(entryTextFault(text) === null).toBe(fits)
  })

  it('names no time to come', () => {
    expect(occurredAtFault(2e12, 1.9e12)).toMatch(/not come yet/)
    expect(occurredAtFault(1.9e12 + 60_000, 1.9e12)).toBeNull()
    expect(occurredAtFault(0, 1.9e12)).not.toBeNull()
  })
})

describe('corrections', () => {
  it('are drawn on the entry they correct, the newest wins, the original stays', () => {
    const wrong = entry({ text: 'Writes stopped', occurredAt: 13_35 })
    const later = entry({ occurredAt: 99_999 })
    const first = entry({
      kind: 'correction',
      correctsId: wrong.id,
      text: 'from memory',
      detail: { newOccurredAt: 13_33 },
    })
    const second = entry({
      kind: 'correction',
      correctsId: wrong.id,
      text: 'from the log',
      detail: { newOccurredAt: 13_31, newText: 'Drained' },
    })
    const drawn = drawEntries([second, wrong, later, first, first])
    expect(drawn.map(({ entry: { id } }) => id)).toEqual([later.id, wrong.id])
    expect(drawn[1]).toMatchObject({
      occurredAt: 13_31,
      text: 'Drained',
      entry: { occurredAt: 13_35, text: 'Writes stopped' },
    })
    expect(drawn[1]?.corrections.map(({ time }) => time)).toEqual([
      { was: 13_35, now: 13_33 },
      { was: 13_33, now: 13_31 },
    ])
  })

  it('of entries that are not loaded say nothing', () => {
    expect(drawEntries([entry({ kind: 'correction', correctsId: 'elsewhere', detail: { newText: 'x' } })])).toEqual([])
  })
})

it('names incidents in four digits or more', () => {
  expect(incidentName(42)).toBe('INC-0042')
  expect(parseIncidentName('inc-0042')).toBe(42)
  expect(parseIncidentName('INC-12345')).toBe(12_345)
  for (const wrong of ['42', 'INC-', 'INC-4x', 'RST-0042', 'INC-9999999999'])
    expect(parseIncidentName(wrong)).toBeNull()
})
