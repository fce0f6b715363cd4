import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { deadlinesAfter, followUps } from '@/lib/incidents/store/follow-ups'
import { lastRehearsal } from '@/lib/incidents/store/last-rehearsal'
import { makeActor, makeIncident, makeSystem } from '@/lib/incidents/testing/fixtures'
import { openReview } from '@/lib/reviews/commands/open-review'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const commander = await makeActor('commander')
const viewer = await makeActor('viewer')

/** A system whose plan wants a root cause within 48 h. */
async function systemWithDeadline(): Promise<string> {
  const system = await makeSystem()
  const inForce = await db.planInForce.findUniqueOrThrow({ where: { system }, include: { revision: true } })
  const source = { section: '9.2', says: '24 to 48 h' }
  const deadlines = [{ id: 'root-cause', what: 'Root cause analysis', from: 24 * HOUR, within: 48 * HOUR, source }]
  const document = { ...(inForce.revision?.document as object), reviews: { sections: [], deadlines, source } }
  const contentHash = crypto.randomUUID()
  const { id } = await db.planRevision.create({
    data: { system, contentHash, version: '2.0', source: 'test', document },
  })
  await db.planInForce.update({ where: { system }, data: { revisionId: id } })
  return system
}

async function resolved(system: string, mode: 'live' | 'drill') {
  const now = Date.now()
  const impactStartedAt = now - 2 * HOUR
  const made = await makeIncident(commander, { system, mode, impactStartedAt }, now - HOUR)
  await resolveIncident(
    commander,
    { number: made.number, resumedAt: now - 30 * MINUTE, recoveredToAt: now - 3 * HOUR },
    { openReview, now },
  )
  return { ...made, now }
}

test('what has to follow an incident stands in the calendar on its day, a drill has no such day', async () => {
  const system = await systemWithDeadline()
  const live = await resolved(system, 'live')
  await resolved(system, 'drill')
  const range = { from: live.now - DAY, to: live.now + 30 * DAY, system }
  const items = await followUps(viewer, range)
  expect(items.map(({ title }) => title)).toEqual([`${live.name}: Root cause analysis`])
  expect(items[0]?.day).toBe(Math.floor((live.now + 48 * HOUR) / DAY) * DAY)
  expect(await followUps(viewer, { ...range, to: live.now })).toEqual([])
})

test('a review knows its deadlines; while the incident is open none has a time', async () => {
  const system = await systemWithDeadline()
  const open = await makeIncident(commander, { system })
  expect(await deadlinesAfter(viewer, open.number)).toEqual([
    { what: 'Root cause analysis', within: 48 * HOUR, by: null },
  ])
  const live = await resolved(system, 'live')
  expect((await deadlinesAfter(viewer, live.number))[0]?.by).toBe(live.now + 48 * HOUR)
})

test('the last finished drill is the rehearsal, with the revision it was held under', async () => {
  const system = await systemWithDeadline()
  expect(await lastRehearsal(viewer, system)).toBeNull()
  await resolved(system, 'live')
  expect(await lastRehearsal(viewer, system)).toBeNull()
  const drill = await resolved(system, 'drill')
  expect(await lastRehearsal(viewer, system)).toMatchObject({ number: drill.number, version: '2.0' })
})
