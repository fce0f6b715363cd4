import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { acknowledgeFinding } from '@/lib/findings/acknowledge/acknowledge-finding'
import { withdrawAcknowledgement } from '@/lib/findings/acknowledge/withdraw-acknowledgement'
import type { Finding } from '@/lib/findings/model/finding'
import { findingsView } from '@/lib/findings/store/finding-queries'
import { parsePlan } from '@/lib/plans/document/parse'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { boardView } from '@/lib/screens/board/board-view'
import { systemsView, systemView } from '@/lib/screens/system/system-view'
import { DAY } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
const REASON = 'Agreed with the owner until the move.'
const person = (role: Role, name: string = role): Actor => ({
  id: randomUUID(),
  email: `${name}@x`,
  name,
  role,
  held: [],
})
const dba = person('dba', 'Dana')

const finding: Finding = {
  id: 'setting:db:Multi-AZ',
  severity: 'medium',
  mark: 'at-risk',
  system: 's',
  subject: 'The db',
  assetKey: 'db',
  sentence: 'Multi-AZ of db is off.',
  planSays: 'on',
  found: 'off',
  whatToDo: 'Turn it on.',
  origin: 'account',
}
const deps = (more: Partial<Finding> = {}, now = NOW) => ({ now, findings: async () => [{ ...finding, ...more }] })
const gone = { now: NOW, findings: async () => [] }
const form = (more: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  system: `s-${randomUUID()}`,
  findingId: finding.id,
  reason: REASON,
  until: '2026-12-21',
  seen: '',
  ...more,
})
const rowsOf = (system: string) => db.findingAcknowledgement.findMany({ where: { system }, orderBy: { seq: 'asc' } })

describe('acknowledging', () => {
  it('keeps who, why, until when and the finding as it read, with an audit record', async () => {
    const act = form()
    expect(await acknowledgeFinding(dba, act, deps())).toEqual({ until: '21\u00a0Dec\u00a02026' })
    expect(await rowsOf(act.system)).toMatchObject([
      {
        id: act.id,
        what: 'acknowledge',
        reason: REASON,
        expiresAt: new Date('2026-12-22T00:00:00Z'),
        sentence: finding.sentence,
        severity: 'medium',
        actorName: 'Dana',
        at: new Date(NOW),
      },
    ])
    const audit = await db.auditRecord.findMany({ where: { system: act.system } })
    expect(audit).toMatchObject([
      { action: 'finding.acknowledge', subjectType: 'finding', subjectId: finding.id, actorId: dba.id },
    ])
  })

  it.each(['viewer', 'responder', 'approver'] as const)('is not for a %s', async (role) => {
    const act = form()
    await expect(acknowledgeFinding(person(role), act, deps())).rejects.toThrow(
      `Your role is ${role}; this needs one of: dba, commander, admin.`,
    )
    await expect(withdrawAcknowledgement(person(role), { ...act, seen: act.id }, deps())).rejects.toThrow('Your role')
    expect(await rowsOf(act.system)).toEqual([])
  })

  it.each([
    [{ reason: 'too short' }, 'reason', 'Reason: found 9 characters; expected 10 to 1,000 characters.'],
    [{ reason: '   ' }, 'reason', 'Reason: found nothing; expected 10 to 1,000 characters.'],
    [{ reason: 'x'.repeat(1001) }, 'reason', 'Reason: found 1,001 characters; expected 10 to 1,000 characters.'],
    [
      { reason: `${REASON}\u0000` },
      'reason',
      '"reason": found a NUL character (U+0000) at position 38; expected text without it.',
    ],
    [
      { findingId: 'setting:\ud800' },
      'findingId',
      '"findingId": found half of a character (U+D800) at position 9; expected text without it.',
    ],
    [{ until: '' }, 'until', 'Until: found nothing; expected a day from 2026-11-21 to 2027-11-21, UTC.'],
    [{ until: '2026-11-20' }, 'until', 'Until: found “2026-11-20”; expected a day from 2026-11-21 to 2027-11-21, UTC.'],
    [{ until: '2027-11-22' }, 'until', 'Until: found “2027-11-22”; expected a day from 2026-11-21 to 2027-11-21, UTC.'],
    [{ until: '2027-02-30' }, 'until', 'Until: found “2027-02-30”; expected a day from 2026-11-21 to 2027-11-21, UTC.'],
    [{ id: 'no' }, 'id', 'The form has no key. Load the page again.'],
  ])('refuses %j', async (wrong, field, message) => {
    const act = form(wrong)
    await expect(acknowledgeFinding(dba, act, deps())).rejects.toMatchObject({
      code: 'invalid',
      message,
      fields: { [field]: message },
    })
    expect(await rowsOf(act.system)).toEqual([])
  })

  it('takes the first and the last day it offers, in the last millisecond of a day too', async () => {
    const late = Date.UTC(2026, 10, 22) - 1
    await acknowledgeFinding(dba, form({ until: '2026-11-21' }), deps({}, late))
    await acknowledgeFinding(dba, form({ until: '2027-11-21' }), deps({}, NOW - (NOW % DAY)))
  })

  it('refuses what does not stand now', async () => {
    const act = form()
    await expect(acknowledgeFinding(dba, act, gone)).rejects.toMatchObject({ code: 'conflict' })
    await expect(acknowledgeFinding(dba, act, deps({ id: 'other' }))).rejects.toThrow('does not stand any more')
    await expect(acknowledgeFinding(dba, act, { now: NOW })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('sent ten times at once writes once', async () => {
    const act = form()
    await Promise.all(Array.from({ length: 10 }, () => acknowledgeFinding(dba, act, deps())))
    expect(await rowsOf(act.system)).toHaveLength(1)
    expect(await db.auditRecord.count({ where: { system: act.system } })).toBe(1)
    expect(await acknowledgeFinding(dba, act, gone)).toEqual({ until: '21\u00a0Dec\u00a02026' })
    const words = { ...act, reason: 'Quite another reason.' }
    await expect(acknowledgeFinding(dba, words, deps())).rejects.toThrow('sent before with other words')
  })

  it('by two people at once is one act and one conflict that names the first', async () => {
    const act = form()
    const both = await Promise.allSettled([
      acknowledgeFinding(dba, act, deps()),
      acknowledgeFinding(person('commander', 'Carol'), { ...act, id: randomUUID() }, deps()),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((result) => result.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/(Dana|Carol) acknowledged it at 14:32:00 UTC, after this page was read/)
    expect(await rowsOf(act.system)).toHaveLength(1)
  })

  it('again, having seen the first, prolongs it', async () => {
    const act = form()
    await acknowledgeFinding(dba, act, deps())
    await acknowledgeFinding(dba, { ...act, id: randomUUID(), until: '2027-01-21', seen: act.id }, deps())
    expect((await rowsOf(act.system)).map(({ expiresAt }) => expiresAt?.toISOString().slice(0, 10))).toEqual([
      '2026-12-22',
      '2027-01-22',
    ])
  })
})

describe('withdrawing', () => {
  it('adds a row and leaves the acknowledgement as it was', async () => {
    const act = form()
    await acknowledgeFinding(dba, act, deps())
    const back = { ...act, id: randomUUID(), reason: 'The move was called off.', seen: act.id }
    await withdrawAcknowledgement(dba, back, deps({ severity: 'high' }))
    await withdrawAcknowledgement(dba, back, deps())
    expect((await rowsOf(act.system)).map(({ what, severity }) => [what, severity])).toEqual([
      ['acknowledge', 'medium'],
      ['withdraw', 'high'],
    ])
    await expect(withdrawAcknowledgement(dba, { ...back, id: randomUUID() }, deps())).rejects.toThrow('not the newest')
  })

  it('works for a finding that is gone, and is needless after the lapse', async () => {
    const act = form()
    await acknowledgeFinding(dba, act, deps())
    const back = { ...act, id: randomUUID(), seen: act.id }
    await expect(withdrawAcknowledgement(dba, back, deps({}, NOW + 31 * DAY))).rejects.toThrow('is open already')
    await withdrawAcknowledgement(dba, back, gone)
    expect(await rowsOf(act.system)).toHaveLength(2)
  })
})

describe('the record', () => {
  it('is never changed: not by the role of the app, and not by the owner either', async () => {
    const act = form()
    await acknowledgeFinding(dba, act, deps())
    const change = db.findingAcknowledgement.updateMany({ where: { id: act.id }, data: { reason: 'Something else' } })
    await expect(change).rejects.toThrow('permission denied')
    await expect(db.findingAcknowledgement.deleteMany({ where: { id: act.id } })).rejects.toThrow('permission denied')
    const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
    await owner.connect()
    await expect(owner.query('DELETE FROM finding_acknowledgement')).rejects.toThrow('append-only')
    await owner.end()
    expect(await rowsOf(act.system)).toHaveLength(1)
  })

  it.each([
    ['an acknowledgement without end', { expiresAt: null }],
    ['one of more than 366 d', { expiresAt: new Date(NOW + 367 * DAY) }],
    ['one that had ended before it began', { expiresAt: new Date(NOW - 1) }],
    ['a reason of no words', { reason: 'none' }],
    ['a withdrawal with an end', { what: 'withdraw' }],
    ['an act of another kind', { what: 'dismiss' }],
  ])('refuses %s, also when the code forgets', async (_, wrong) => {
    const row = { id: randomUUID(), system: 's', findingId: 'f', what: 'acknowledge', reason: REASON }
    const sound = { sentence: 'x', severity: 'low', actorId: 'a', actorName: 'A', at: new Date(NOW) }
    const data = { ...row, ...sound, expiresAt: new Date(NOW + DAY), ...wrong }
    await expect(db.findingAcknowledgement.create({ data })).rejects.toThrow('constraint')
  })
})

describe('a plan in force', () => {
  it('shows its findings open, acknowledged and returned alike on page, list and board', async () => {
    const file = 'plans/phaserai.yaml'
    const text = readFileSync(file, 'utf8')
    const system = 'phaserai'
    await publishRevision({ system, file, text, parsed: parsePlan(text, file), now: NOW })
    const before = await findingsView(dba, system, NOW)
    const first = before.findings[0]
    if (!first) throw new Error('the plan has findings')
    const act = form({ system, findingId: first.id })
    await acknowledgeFinding(dba, act, { now: NOW })
    const expected = { open: before.counts.open - 1, acknowledged: 1 }
    const after = await findingsView(dba, system, NOW)
    expect(after.counts).toMatchObject(expected)
    expect(after.nextChangeAt).toBe(Date.UTC(2026, 11, 22))
    expect(after.findings.find(({ id }) => id === first.id)).toMatchObject({ state: 'acknowledged', because: null })
    expect((await systemView(dba, system, null, NOW)).findingCounts).toMatchObject(expected)
    expect((await systemsView(dba, NOW))[0]?.findings).toMatchObject(expected)
    const onBoard = async (now: number) => (await boardView(dba, now)).findings.find((each) => each.system === system)
    expect(await onBoard(NOW)).toMatchObject({ ...expected, systemName: 'PhaserAI' })
    const later = Date.UTC(2026, 11, 22)
    const lapsed = (await findingsView(dba, system, later)).findings.find(({ id }) => id === first.id)
    expect(lapsed).toMatchObject({ state: 'returned', because: 'lapsed' })
    expect((await onBoard(later))?.acknowledged).toBe(0)
  })
})
