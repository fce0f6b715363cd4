import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { walkIncident } from '@/lib/chains/testing/walk'
import { db } from '@/lib/db/client'
import { recordCheck } from '@/lib/incidents/commands/record-check'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { recordStep } from '@/lib/incidents/commands/record-step'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import type { StepOutcome } from '@/lib/incidents/model/acts'
import { measuredRunbook } from '@/lib/incidents/store/measured-runbook'
import { getIncident } from '@/lib/incidents/store/queries'
import { runbookWork } from '@/lib/incidents/store/runbook-work'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { parsePlan } from '@/lib/plans/document/parse'
import { planInForce } from '@/lib/plans/in-force/queries'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { openReview } from '@/lib/reviews/commands/open-review'
import { auditRecordOf } from '@/lib/reviews/store/audit-record'
import { MINUTE } from '@/lib/time/durations'

const dba = await makeActor('dba', 'DBA on call')
const commander = await makeActor('commander', 'Commander on call')
const viewer = await makeActor('viewer', 'Viewer')
const system = `phoenix-${randomUUID().slice(0, 8)}`
const now = Date.now() - 30 * MINUTE
let incident: { number: number; name: string }

beforeAll(async () => {
  const text = readFileSync('plans/phoenix.yaml', 'utf8').replace('key: phoenix\n', `key: ${system}\n`)
  const parsed = parsePlan(text, `${system}.yaml`)
  expect(await publishRevision({ system, file: `${system}.yaml`, text, parsed, now })).toBe('published')
})

beforeEach(async () => {
  incident = await makeIncident(commander, { system, severity: 2 }, now)
})

const says = (step: string, outcome: StepOutcome, more: Record<string, unknown> = {}, at = now + MINUTE, by = dba) =>
  recordStep(by, { id: randomUUID(), number: incident.number, runbook: 'dr-002', step, outcome, ...more }, at)
const stepEntries = async () =>
  (await getIncident(viewer, incident.name)).entries.filter(({ kind }) => kind === 'runbook')

describe('a step of a runbook, recorded in an incident', () => {
  it('is an entry of the timeline, chained and audited, and how the runbook stands', async () => {
    await says('stop-writes', 'begun')
    await says('stop-writes', 'done', { note: '14 sessions ended' }, now + 4 * MINUTE)
    const [begun, done] = await stepEntries()
    expect(begun?.text).toBe('Begun: Stop writes (DR-002, database recovery, step 1 of 5).')
    expect(done?.text).toBe('Done: Stop writes (DR-002, database recovery, step 1 of 5). 14 sessions ended')
    expect(done).toMatchObject({
      kind: 'runbook',
      detail: { step: { runbook: 'dr-002', step: 'stop-writes', outcome: 'done' } },
    })
    const { incident: read } = await getIncident(viewer, incident.name)
    expect(read.stepActs.map(({ step, outcome, byName }) => [step, outcome, byName])).toEqual([
      ['stop-writes', 'begun', 'DBA on call'],
      ['stop-writes', 'done', 'DBA on call'],
    ])
    expect((await walkIncident(incident.number)).breaks).toEqual([])
    expect(await db.auditRecord.count({ where: { action: 'incident.step', subjectId: incident.name } })).toBe(2)
    expect((await auditRecordOf(viewer, incident.name)).actions).toContain(done?.text)
  })

  it('is recorded once, however often and at once the same form is sent', async () => {
    const id = randomUUID()
    const input = { id, number: incident.number, runbook: 'dr-002', step: 'stop-writes', outcome: 'done' }
    await Promise.all(Array.from({ length: 20 }, () => recordStep(dba, input)))
    expect(await stepEntries()).toHaveLength(1)
    const other = await makeIncident(commander, { system })
    await expect(recordStep(dba, { ...input, number: other.number })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is taken from one of two who say the same at once; the other learns who was first', async () => {
    const both = await Promise.allSettled([
      says('stop-writes', 'done'),
      says('stop-writes', 'done', {}, now + MINUTE, commander),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/Stop writes: (DBA|Commander) on call recorded it as done at .* already/)
    expect(await stepEntries()).toHaveLength(1)
  })

  it('is part of the narrative when it failed or was undone, and not when it was done', async () => {
    await says('stop-writes', 'done')
    await says('stop-writes', 'undone')
    await says('stop-writes', 'failed', { note: 'permission denied' })
    const { incident: read } = await getIncident(viewer, incident.name)
    const starred = (await stepEntries()).filter(({ id }) => read.starred.includes(id)).map(({ text }) => text)
    expect(starred).toEqual([
      'Undone: Stop writes (DR-002, database recovery, step 1 of 5).',
      'Failed: Stop writes (DR-002, database recovery, step 1 of 5). permission denied',
    ])
  })

  it('has the time it was corrected to', async () => {
    await says('stop-writes', 'done')
    const [entry] = await stepEntries()
    const at = now - 5 * MINUTE
    await recordEntries(dba, {
      entries: [
        {
          id: randomUUID(),
          incident: incident.number,
          authorId: dba.id,
          kind: 'correction',
          text: 'from the log',
          occurredAt: now + 2 * MINUTE,
          correctsId: entry?.id,
          newOccurredAt: at,
        },
      ],
    })
    expect((await getIncident(viewer, incident.name)).incident.stepActs[0]?.at).toBe(at)
  })

  it('is refused to viewers, for what does not exist, without a reason where one is due, and once resolved', async () => {
    await expect(says('stop-writes', 'done', {}, now, viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(says('nowhere', 'done')).rejects.toThrow(/has no step "nowhere" in a runbook "dr-002"/)
    await expect(says('stop-writes', 'done', { runbook: 'dr-999' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(says('stop-writes', 'done', { number: 999_999 })).rejects.toMatchObject({ code: 'not-found' })
    await expect(says('stop-writes', 'perhaps' as StepOutcome)).rejects.toThrow('Choose what became of the step.')
    await expect(says('stop-writes', 'skipped')).rejects.toThrow('Say why it is skipped; the review will ask.')
    await expect(says('stop-writes', 'done', { note: 'a\u0000b' })).rejects.toMatchObject({ code: 'invalid' })
    await resolveIncident(commander, { number: incident.number, resumedAt: null, recoveredToAt: null }, { openReview })
    await expect(says('stop-writes', 'done')).rejects.toThrow(/is resolved. Reopen it to go on with its runbooks/)
    expect(await stepEntries()).toHaveLength(0)
  })
})

it('tells, once the incident is resolved, what its steps took', async () => {
  await says('stop-writes', 'begun')
  await says('stop-writes', 'done', {}, now + 9 * MINUTE)
  const inForce = await planInForce(viewer, system)
  const runbook = inForce?.plan.runbooks.find(({ id }) => id === 'dr-002')
  if (!runbook) throw new Error('The plan has no runbook dr-002.')
  expect((await measuredRunbook(viewer, system, runbook)).steps['stop-writes']?.incident).not.toBe(incident.name)
  await resolveIncident(commander, { number: incident.number, resumedAt: null, recoveredToAt: null }, { openReview })
  expect(await measuredRunbook(viewer, system, runbook)).toEqual({
    whole: null,
    steps: { 'stop-writes': { ms: 8 * MINUTE, incident: incident.name, mode: 'live' } },
  })
})

describe('an item of a checklist, ticked in an incident', () => {
  const tick = (ticked: boolean, more: Record<string, unknown> = {}, by = dba) =>
    recordCheck(by, {
      id: randomUUID(),
      number: incident.number,
      checklist: 'manual-verification',
      item,
      ticked,
      ...more,
    })
  let item: string

  beforeAll(async () => {
    const inForce = await planInForce(viewer, system)
    item = inForce?.plan.checklists.find(({ id }) => id === 'manual-verification')?.items[0]?.id ?? ''
  })

  it('is an entry of the timeline, and so is taking the tick back', async () => {
    await tick(true)
    await expect(tick(true)).rejects.toThrow(/DBA on call ticked it at .* already/)
    await tick(false)
    const { incident: read, entries } = await getIncident(viewer, incident.name)
    expect(read.checkActs.map(({ ticked }) => ticked)).toEqual([true, false])
    const lines = entries.filter(({ kind }) => kind === 'checklist').map(({ text }) => text)
    expect(lines[0]).toMatch(/^Checked: .* \(Verification by hand\)\.$/)
    expect(lines[1]).toMatch(/^Check taken back: /)
    expect((await walkIncident(incident.number)).breaks).toEqual([])
  })

  it('can be ticked once the incident is resolved, by those who may write, and where it exists', async () => {
    await resolveIncident(commander, { number: incident.number, resumedAt: null, recoveredToAt: null }, { openReview })
    await tick(true)
    expect((await getIncident(viewer, incident.name)).incident.checkActs).toHaveLength(1)
    await expect(tick(false, {}, viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(tick(true, { item: 'nowhere' })).rejects.toThrow(/has no item "nowhere" in a checklist/)
    await expect(tick(true, { number: 999_999 })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the incident a runbook is worked in', () => {
  it('is the one that was chosen, else the gravest live one; its facts fill in places', async () => {
    const drill = await makeIncident(commander, { system, mode: 'drill', severity: 1 }, now)
    const first = await runbookWork(viewer, system, null, now)
    expect(first?.incident.mode).toBe('live')
    const chosen = await runbookWork(viewer, system, drill.name, now)
    expect(chosen?.incident.number).toBe(drill.number)
    expect(chosen?.others.map(({ number }) => number)).toContain(incident.number)
    expect(chosen?.places).toMatchObject({ number: drill.name, status: 'investigating' })
  })

  it('says when the next word is due by the plan, and nothing where the plan says nothing', async () => {
    const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
    const places = async () => (await runbookWork(viewer, system, incident.name, now))?.places.nextUpdateAt
    expect(await places()).toBe(iso(now + 30 * MINUTE))
    await recordEntries(dba, {
      entries: [
        {
          id: randomUUID(),
          incident: incident.number,
          authorId: dba.id,
          kind: 'message',
          text: 'Status page: investigating',
          occurredAt: now + MINUTE,
        },
      ],
    })
    expect(await places()).toBeUndefined()
    expect((await getIncident(viewer, incident.name)).incident.lastMessageAt).toBe(now + MINUTE)
  })

  it('is none where no incident of the system is open', async () => {
    expect(await runbookWork(viewer, 'quiet-system', null, now)).toBeNull()
  })
})
