import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { assignRole } from '@/lib/incidents/commands/assign-role'
import { answerHandover, handOverRole } from '@/lib/incidents/commands/hand-over-role'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { reopenIncident } from '@/lib/incidents/commands/reopen-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { setMilestone } from '@/lib/incidents/commands/set-milestone'
import { setRecoveryPoint } from '@/lib/incidents/commands/set-recovery-point'
import { setSeverity } from '@/lib/incidents/commands/set-severity'
import { setStatus } from '@/lib/incidents/commands/set-status'
import { starEntry } from '@/lib/incidents/commands/star-entry'
import { durationsOf } from '@/lib/incidents/rules/durations'
import { getIncident, openIncidents } from '@/lib/incidents/store/queries'
import { makeActor, makeIncident, makeSystem } from '@/lib/incidents/testing/fixtures'
import { openReview } from '@/lib/reviews/commands/open-review'
import { HOUR, MINUTE } from '@/lib/time/durations'

const commander = await makeActor('commander', 'Commander on call')
const dba = await makeActor('dba', 'DBA on call')
const viewer = await makeActor('viewer', 'Viewer')

describe('declaring', () => {
  it('pins the plan in force and its objectives, the stricter one governing', async () => {
    const { name } = await makeIncident(dba)
    const { incident } = await getIncident(viewer, name)
    expect(incident.planVersion).toBe('1.0')
    expect(incident.systemName).toBe('Test system')
    expect(incident.objectives.map(({ id, governsRto, governsRpo }) => [id, governsRto, governsRpo])).toEqual([
      ['tier-0', true, true],
      ['production', false, false],
    ])
  })

  it('never takes the declaration for the start of the impact', async () => {
    const { name } = await makeIncident(dba)
    const { incident, entries } = await getIncident(viewer, name)
    expect(incident.milestones.impactStarted).toBeNull()
    expect(entries.map(({ kind, detail }) => [kind, detail])).toMatchObject([['status', { milestone: 'declared' }]])
    await expect(makeIncident(dba, { impactStartedAt: undefined })).rejects.toThrow(
      'Say when the impact started, or that it is not known.',
    )
  })

  it('makes one incident of many submissions of one form', async () => {
    const [system, idempotencyKey] = [await makeSystem(), randomUUID()]
    const made = await Promise.all(Array.from({ length: 8 }, () => makeIncident(dba, { system, idempotencyKey })))
    expect(new Set(made.map(({ number }) => number)).size).toBe(1)
    expect(await db.incident.count({ where: { system } })).toBe(1)
    await expect(makeIncident(dba, { system, idempotencyKey, title: 'Another' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('is refused to viewers, for unknown systems and for a time to come', async () => {
    await expect(makeIncident(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeIncident(dba, { system: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(makeIncident(dba, { environment: 'moon' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(makeIncident(dba, { impactStartedAt: Date.now() + HOUR })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('writes the audit in the same transaction', async () => {
    const { name } = await makeIncident(dba)
    const records = await db.auditRecord.findMany({ where: { subjectId: name } })
    expect(records.map(({ action, actorId }) => [action, actorId])).toEqual([['incident.declare', dba.id]])
  })
})

describe('status, severity, times', () => {
  it('are told by the timeline and change nothing when refused', async () => {
    const { name, number } = await makeIncident(commander)
    await setStatus(commander, { number, to: 'recovering', note: 'restore runs' })
    await setSeverity(commander, { number, to: 2 })
    await expect(setStatus(commander, { number, to: 'recovering' })).rejects.toMatchObject({ code: 'precondition' })
    await expect(setStatus(dba, { number, to: 'monitoring' })).rejects.toMatchObject({ code: 'forbidden' })
    const { incident, entries } = await getIncident(viewer, name)
    expect([incident.status, incident.severity]).toEqual(['recovering', 2])
    expect(entries.map(({ text }) => text)).toEqual([
      'Declared SEV 1: Corrupted rows',
      'Recovering: restore runs',
      'SEV 1 to SEV 2',
    ])
  })

  it('correct a time on its own entry, and keep the original', async () => {
    const now = Date.now()
    const { name, number } = await makeIncident(commander, { impactStartedAt: now - HOUR }, now)
    await setMilestone(dba, { number, milestone: 'writesStopped', at: now - 30 * MINUTE, note: 'target group drained' })
    await setMilestone(dba, { number, milestone: 'writesStopped', at: now - 35 * MINUTE, note: 'from the ALB log' })
    const { incident, entries } = await getIncident(viewer, name)
    expect(incident.milestones.writesStopped).toBe(now - 35 * MINUTE)
    const [stopped, correction] = entries.slice(-2)
    expect(stopped).toMatchObject({ kind: 'status', occurredAt: now - 30 * MINUTE })
    expect(correction).toMatchObject({
      kind: 'correction',
      correctsId: stopped?.id,
      detail: { newOccurredAt: now - 35 * MINUTE },
    })
    await expect(setMilestone(dba, { number, milestone: 'resumed', at: now - 2 * HOUR })).rejects.toThrow(
      /before impact started/,
    )
    await setMilestone(dba, { number, milestone: 'writesStopped', at: null })
    expect((await getIncident(viewer, name)).incident.milestones.writesStopped).toBeNull()
  })

  it('star what belongs to the narrative, and nothing twice', async () => {
    const { name, number } = await makeIncident(commander)
    const { entries, incident } = await getIncident(viewer, name)
    const entryId = entries[0]?.id ?? ''
    expect(incident.starred).toEqual([entryId])
    await Promise.all([
      starEntry(dba, { number, entryId, starred: false }),
      starEntry(dba, { number, entryId, starred: false }),
    ])
    expect((await getIncident(viewer, name)).incident.starred).toEqual([])
    await expect(starEntry(viewer, { number, entryId, starred: true })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(starEntry(dba, { number, entryId: randomUUID(), starred: true })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('resolving', () => {
  it('records the missing times, opens the review, and can be undone by reopening', async () => {
    const now = Date.now()
    const { name, number } = await makeIncident(commander, { impactStartedAt: now - HOUR }, now - 50 * MINUTE)
    await setRecoveryPoint(dba, { number, at: now - 70 * MINUTE })
    await resolveIncident(
      commander,
      { number, resumedAt: now - 10 * MINUTE, recoveredToAt: now - 65 * MINUTE },
      { openReview, now },
    )
    const { incident } = await getIncident(viewer, name)
    expect(incident.status).toBe('resolved')
    expect(durationsOf(incident)).toMatchObject({ rta: { ms: 50 * MINUTE }, rpa: { ms: 5 * MINUTE } })
    expect(await db.review.count({ where: { incident: { number } } })).toBe(1)
    expect((await openIncidents(viewer)).map((open) => open.number)).not.toContain(number)
    await expect(setStatus(commander, { number, to: 'monitoring' })).rejects.toThrow(
      'The incident is resolved. Reopen it first.',
    )
    await reopenIncident(commander, { number, to: 'recovering', note: 'errors are back' })
    const again = await getIncident(viewer, name)
    expect(again.incident).toMatchObject({ status: 'recovering', milestones: { resolved: null } })
    await resolveIncident(commander, { number, resumedAt: null, recoveredToAt: null }, { openReview })
    expect(await db.review.count({ where: { incident: { number } } })).toBe(1)
  })

  it('is one act even when two do it at once', async () => {
    const { number } = await makeIncident(commander)
    const input = { number, resumedAt: null, recoveredToAt: null }
    const both = await Promise.allSettled([
      resolveIncident(commander, input, { openReview }),
      resolveIncident(commander, input, { openReview }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('roles', () => {
  it('are handed over explicitly, accepted, with a summary', async () => {
    const second = await makeActor('commander', 'Second commander')
    const { name, number } = await makeIncident(commander, { takeCommand: true })
    await expect(assignRole(commander, { number, role: 'scribe', userId: commander.id })).rejects.toThrow(
      /holds no second role/,
    )
    await expect(assignRole(second, { number, role: 'commander', userId: second.id })).rejects.toThrow(
      /Hand the role over/,
    )
    await assignRole(dba, { number, role: 'database', userId: dba.id })
    await expect(assignRole(dba, { number, role: 'scribe', userId: second.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(assignRole(commander, { number, role: 'scribe', userId: viewer.id })).rejects.toThrow(/is a viewer/)
    await handOverRole(commander, { number, role: 'commander', userId: second.id, note: 'my shift ends' })
    const { incident } = await getIncident(viewer, name)
    expect(incident.commander).toBe('Commander on call')
    const offer = incident.offers[0]?.entryId
    await expect(answerHandover(dba, { number, offer, accept: true })).rejects.toThrow(
      'The role was offered to Second commander.',
    )
    await answerHandover(second, { number, offer, accept: true })
    await expect(answerHandover(second, { number, offer, accept: true })).rejects.toMatchObject({ code: 'conflict' })
    const after = await getIncident(viewer, name)
    expect(after.incident.commander).toBe('Second commander')
    expect(after.incident.offers).toEqual([])
    expect(after.entries.at(-1)).toMatchObject({
      kind: 'role',
      detail: { summary: expect.arrayContaining(['Investigating, SEV 1.']) },
    })
  })
})

describe('entries from browsers', () => {
  const outgoing = (incident: number, more: object = {}) => ({
    id: randomUUID(),
    incident,
    authorId: dba.id,
    kind: 'note',
    text: 'ALB shows last write at 13:31:52',
    occurredAt: Date.now() - HOUR,
    ...more,
  })

  it('keep their own time, their order, and every byte', async () => {
    const { name, number } = await makeIncident(dba)
    const texts = ['🌊 é e\u0301 \u202e\u0001', '  <b>x</b>\r\n\t ', 'x'.repeat(100_000), '"\\u0000" as text']
    const entries = texts.map((text, index) => outgoing(number, { text, occurredAt: Date.now() - index * HOUR }))
    const outcomes = await recordEntries(dba, { entries })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(texts.map(() => 'recorded'))
    const { entries: stored } = await getIncident(viewer, name)
    expect(stored.slice(1).map(({ text }) => text)).toEqual(texts)
    expect(stored.slice(1).map(({ occurredAt }) => occurredAt)).toEqual(entries.map(({ occurredAt }) => occurredAt))
    expect(stored[2]?.recordedAt).toBeGreaterThan((entries[1]?.occurredAt ?? 0) + 59 * MINUTE)
  })

  it('arrive once, however often and however many at a time they are sent', async () => {
    const { name, number } = await makeIncident(dba)
    const entries = Array.from({ length: 10 }, (_, index) => outgoing(number, { text: `entry ${index}` }))
    const rounds = await Promise.all(Array.from({ length: 6 }, () => recordEntries(dba, { entries })))
    for (const round of rounds) for (const { outcome } of round) expect(['recorded', 'duplicate']).toContain(outcome)
    expect(rounds.flat().filter(({ outcome }) => outcome === 'recorded')).toHaveLength(10)
    const { entries: stored } = await getIncident(viewer, name)
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1))
  })

  it('do not hold up the others when one cannot be taken', async () => {
    const { number } = await makeIncident(dba)
    const good = outgoing(number)
    await recordEntries(dba, { entries: [good] })
    const outcomes = await recordEntries(dba, {
      entries: [
        outgoing(number, { text: 'y'.repeat(1024 * 1024) }),
        outgoing(number, { text: 'a\u0000b' }),
        outgoing(number, { occurredAt: Date.now() + HOUR }),
        outgoing(number, { authorId: commander.id }),
        outgoing(999_999_999),
        outgoing(number, { kind: 'status' }),
        { ...good, text: 'another text under the same id' },
        'nonsense',
        good,
        outgoing(number),
      ],
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'not-yours',
      'refused',
      'refused',
      'conflict',
      'refused',
      'duplicate',
      'recorded',
    ])
    for (const one of outcomes) if ('message' in one) expect(one.message).toMatch(/\.$/)
    await expect(recordEntries(viewer, { entries: [good] })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('correct others, and a corrected time moves the incident’s own', async () => {
    const now = Date.now()
    const { name, number } = await makeIncident(dba, { impactStartedAt: now - HOUR })
    const impact = (await getIncident(viewer, name)).entries[0]
    const correction = outgoing(number, {
      kind: 'correction',
      text: 'from the access log',
      correctsId: impact?.id,
      newOccurredAt: now - 64 * MINUTE,
    })
    const outcome = async (entry: object) => (await recordEntries(dba, { entries: [entry] }))[0]
    expect(await outcome(correction)).toMatchObject({ outcome: 'recorded' })
    expect(await outcome(correction)).toMatchObject({ outcome: 'duplicate' })
    expect((await getIncident(viewer, name)).incident.milestones.impactStarted).toBe(now - 64 * MINUTE)
    const nothing = { ...correction, id: randomUUID() }
    expect(await outcome(nothing)).toMatchObject({
      outcome: 'refused',
      message: 'The correction changes neither time nor text.',
    })
    expect(await outcome({ ...nothing, newOccurredAt: now + MINUTE })).toMatchObject({ outcome: 'refused' })
    expect(await outcome({ ...nothing, correctsId: randomUUID() })).toMatchObject({ outcome: 'refused' })
  })
})
