import { describe, expect, it } from 'vitest'
import { type EntryDto, INCIDENT_STATUSES } from '@/lib/incidents/model/incident'
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
  statusRank,
  statusWord,
} from '@/lib/incidents/rules/rules'
import { entryWith } from '@/lib/incidents/testing/samples'
import { incidentName, parseIncidentName } from '@/lib/vocabulary/numbers'

let count = 0
function entry(more: Partial<EntryDto>): EntryDto {
  count += 1
  return entryWith(count, more)
}

describe('status', () => {
  it('goes from any open status to any other open one', () => {
    for (const from of INCIDENT_STATUSES) {
      for (const to of INCIDENT_STATUSES) {
        expect(statusFault(from, to) === null).toBe(from !== to && from !== 'resolved' && to !== 'resolved')
      }
    }
  })

  it('says why it may not, in words', () => {
    expect(statusFault('identified', 'identified')).toBe('The status is identified already.')
    expect(statusFault('resolved', 'identified')).toBe('The incident is resolved. Reopen it first.')
    expect(statusFault('identified', 'resolved')).toMatch(/^Resolving is a step of its own/)
  })

  it('has a word, and a place on the way', () => {
    expect(INCIDENT_STATUSES.map(statusWord)).toEqual([
      ...['Investigating', 'Identified', 'Recovering', 'Monitoring', 'Resolved'],
    ])
    expect(INCIDENT_STATUSES.map(statusRank)).toEqual([0, 1, 2, 3, 4])
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
    const cy = { id: 'cy', name: 'Cy', mayCommand: false }
    expect(roleFault(holders, 'database', cy)).toBe('Ben is database administrator. Hand the role over instead.')
    expect(roleFault(holders, 'database', ben)).toBe('Ben is database administrator already.')
    expect(handoverFault(holders, 'scribe', ben)).toBe('Nobody is scribe. Assign the role instead.')
    expect(handoverFault(holders, 'database', ben)).toBe('Ben is database administrator already.')
    expect(handoverFault(holders, 'database', cy)).toBeNull()
  })

  it('count those of others for nobody, and one beside the command is one too many', () => {
    const many = [{ role: 'scribe', userId: 'ada', userName: 'Ada' } as const, ...holders]
    expect(roleFault(many, 'security', ada)).toBe('Ada is the incident commander and holds no second role.')
    expect(roleFault(many.slice(2), 'commander', ada)).toBeNull()
    expect(roleFault(many.slice(0, 1), 'commander', ada)).toBe(
      'Ada is scribe; the incident commander holds no second role.',
    )
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

  it('are offered with who offers them, to whom, and when it was recorded', () => {
    const person = { id: 'ben', name: 'Ben' }
    const detail = { role: 'scribe', roleEvent: 'offered', person } as const
    expect(openOffers([entryWith(7, { kind: 'role', detail, occurredAt: 1, recordedAt: 2 })])).toEqual([
      { entryId: 'entry-7', role: 'scribe', toId: 'ben', toName: 'Ben', byName: 'Scribe', at: 2 },
    ])
  })

  it('are offered until any other change of that role, by order of recording', () => {
    const person = { id: 'ben', name: 'Ben' }
    const role = (seq: number, detail: Extract<EntryDto, { kind: 'role' }>['detail']) =>
      entryWith(seq, { kind: 'role', detail })
    const offered = role(2, { role: 'scribe', roleEvent: 'offered', person })
    const left = (...others: EntryDto[]) => openOffers([offered, ...others]).length
    for (const roleEvent of ['assigned', 'accepted', 'ended'] as const) {
      expect(left(role(3, { role: 'scribe', roleEvent, person }))).toBe(0)
      expect(left(role(1, { role: 'scribe', roleEvent, person }))).toBe(1)
      expect(left(role(3, { role: 'security', roleEvent, person }))).toBe(1)
    }
    expect(left(role(3, { role: 'scribe', roleEvent: 'offered' }))).toBe(0)
    expect(left(role(3, { role: 'scribe', roleEvent: 'declined' }))).toBe(1)
    expect(left(role(3, { role: 'security', roleEvent: 'declined', offer: 'entry-2' }))).toBe(1)
    expect(left(role(3, { role: 'scribe' }))).toBe(1)
    expect(left(role(3, { roleEvent: 'offered', person }))).toBe(1)
    const status = { kind: 'status', detail: { role: 'scribe', roleEvent: 'ended' } } as unknown as Partial<EntryDto>
    expect(left(entryWith(3, status))).toBe(1)
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
    expect(occurredAtFault(1.9e12 + 120_000, 1.9e12)).toBeNull()
    expect(occurredAtFault(1.9e12 + 120_001, 1.9e12)).toMatch(/not come yet/)
    for (const none of [
      0,
      Date.UTC(2000, 0) - 1,
      Date.UTC(1653, 1, 10),
      Number.NaN,
      Number.POSITIVE_INFINITY,
      8.64e15,
    ]) {
      expect(occurredAtFault(none, 1.9e12)).toBe(
        'The time is none that can be meant: expected one from 2000-01-01 to 2099-12-31, UTC.',
      )
    }
    expect(occurredAtFault(Date.UTC(2000, 0), 1.9e12)).toBeNull()
  })
})

it('names incidents in four digits or more', () => {
  expect(incidentName(42)).toBe('INC-0042')
  expect(parseIncidentName('inc-0042')).toBe(42)
  expect(parseIncidentName('INC-12345')).toBe(12_345)
  for (const wrong of ['42', 'INC-', 'INC-4x', 'RST-0042', 'INC-9999999999'])
    expect(parseIncidentName(wrong)).toBeNull()
})
