import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { parsePlan } from '@/lib/plans/document/parse'
import { planRevisions } from '@/lib/plans/revisions/list-revisions'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { calendarFile, calendarView } from '@/lib/screens/calendar/calendar'
import { HOUR } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 13)
const viewer: Actor = { id: randomUUID(), email: 'viewer@tidemark.local', name: 'Viewer', role: 'viewer', held: [] }
let system: string

beforeEach(() => {
  system = `fruit-${randomUUID().slice(0, 8)}`
})

function publish(change: (text: string) => string, now: number, of = 'fruitfulplanet') {
  const sound = readFileSync(`plans/${of}.yaml`, 'utf8')
  const text = change(sound.replace(`key: ${of}\n`, `key: ${system}\n`))
  const file = `plans/${system}.yaml`
  return publishRevision({ system, file, text, parsed: parsePlan(text, file), now })
}
const same = (text: string) => text
const looser = (text: string) => text.replace('rpo: { target: 1 h }', 'rpo: { target: 2 h }')

describe('the revisions of a plan', () => {
  test('the first has nothing before it', async () => {
    await publish(same, NOW)
    const { revisions, from, changes } = await planRevisions(viewer, system, { from: null, to: null })
    expect(revisions).toHaveLength(1)
    expect(revisions[0]).toMatchObject({ inForce: true })
    expect({ from, changes }).toEqual({ from: null, changes: [] })
  })

  test('a changed text is shown against the last one, in the words it was written in', async () => {
    await publish(same, NOW)
    await publish(looser, NOW + HOUR)
    const { revisions, changes } = await planRevisions(viewer, system, { from: null, to: null })
    expect(revisions.map(({ inForce }) => inForce)).toEqual([true, false])
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ kind: 'changed', before: '1 h', after: '2 h' })
    expect(changes[0]?.path.slice(-2)).toEqual(['rpo', 'target'])
  })

  test('a system or a revision that is not there is said to be so', async () => {
    await expect(planRevisions(viewer, `${system}-x`, { from: null, to: null })).rejects.toThrow('no revision')
    await publish(same, NOW)
    await expect(planRevisions(viewer, system, { from: null, to: 'ffffffffffff' })).rejects.toThrow('No revision')
  })
})

describe('the calendar of the plans in force', () => {
  test('shows a month, and says what is wrong with one that is none', async () => {
    await publish(same, NOW, 'phoenix')
    const { items, schedules, from } = await calendarView(viewer, { month: '2026-12', system }, NOW)
    expect(from).toBe(Date.UTC(2026, 11, 1))
    expect(items.every(({ day }) => day >= from && day < Date.UTC(2027, 0, 1))).toBe(true)
    expect(items.map(({ state }) => state)).toContain('due-by')
    expect(schedules.length).toBeGreaterThan(0)
    await expect(calendarView(viewer, { month: '2026-13', system }, NOW)).rejects.toThrow('found "2026-13"')
    await expect(calendarView(viewer, { month: null, system: 'nobody' }, NOW)).rejects.toThrow('nobody')
  })

  test('as a file repeats a backup by a rule in UTC, and puts days on their own day in every zone', async () => {
    await publish(same, NOW, 'phoenix')
    const file = await calendarFile(viewer, system, NOW)
    const lines = file.replaceAll('\r\n ', '').split('\r\n')
    expect(lines[0]).toBe('BEGIN:VCALENDAR')
    expect(lines.at(-1) || lines.at(-2)).toBe('END:VCALENDAR')
    expect(lines).toContain('RRULE:FREQ=HOURLY;INTERVAL=6')
    expect(lines).toContain('DTSTART:20261121T180000Z')
    // The quarterly simulation has no agreed day: it stands on 31 December.
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    const ids = lines.filter((line) => line.startsWith('UID:'))
    expect(ids).toHaveLength(new Set(ids).size)
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })
})
