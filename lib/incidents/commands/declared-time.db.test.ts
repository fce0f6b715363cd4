import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { setMilestone } from '@/lib/incidents/commands/set-milestone'
import { getIncident } from '@/lib/incidents/store/queries'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { MINUTE } from '@/lib/time/durations'

const responder = await makeActor('responder', 'First responder')
const commander = await makeActor('commander', 'Commander on call')
const now = Date.now()
const WHY = 'is moved by those who may command'

async function resolved() {
  const made = await makeIncident(responder, {}, now - 30 * MINUTE)
  const times = { resumedAt: null, recoveredToAt: null }
  await resolveIncident(
    commander,
    { number: made.number, ...times },
    { openReview: async () => {}, now: now - 10 * MINUTE },
  )
  return made
}

it.each(['declared', 'resolved'] as const)('nobody moves when it was %s who may not command', async (milestone) => {
  const { name, number } = await resolved()
  const before = await getIncident(responder, name)
  const at = (before.incident.milestones[milestone] ?? 0) + MINUTE
  await expect(setMilestone(responder, { number, milestone, at }, now)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining(WHY),
  })
  const entry = before.entries.find(({ detail }) => 'milestone' in detail && detail.milestone === milestone)
  const correction = {
    ...{ id: randomUUID(), incident: number, authorId: responder.id, kind: 'correction', text: 'from the log' },
    ...{ occurredAt: now, correctsId: entry?.id, newOccurredAt: at },
  }
  expect(await recordEntries(responder, { entries: [correction] }, now)).toEqual([
    { id: correction.id, outcome: 'refused', message: expect.stringContaining(WHY) },
  ])
  expect((await getIncident(responder, name)).incident.milestones).toEqual(before.incident.milestones)
  // The words of that entry are anybody's to correct, and its time is a commander's.
  const reworded = { ...correction, id: randomUUID(), newOccurredAt: undefined, newText: 'Said in other words' }
  expect(await recordEntries(responder, { entries: [reworded] }, now)).toMatchObject([{ outcome: 'recorded' }])
  await setMilestone(commander, { number, milestone, at }, now)
  expect((await getIncident(responder, name)).incident.milestones[milestone]).toBe(at)
})
