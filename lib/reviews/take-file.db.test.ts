import { expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { openReview } from '@/lib/reviews/commands/open-review'
import { takeAuditForm, takeReview } from '@/lib/reviews/commands/take-file'

const commander = await makeActor('commander')
const viewer = await makeActor('viewer')
const taken = (subjectId: string) =>
  db.auditRecord.findMany({
    where: { subjectId, action: { endsWith: '.export' } },
    select: { action: true, actorId: true },
  })

it('says in the audit who took a review away as a file, and nothing where there was none to take', async () => {
  const { name, number } = await makeIncident(commander)
  await expect(takeReview(viewer, name)).rejects.toThrow('There is no such review.')
  await expect(takeAuditForm(viewer, name)).rejects.toThrow(/names no form/)
  expect(await taken(name)).toEqual([])
  await resolveIncident(commander, { number, resumedAt: null, recoveredToAt: null }, { openReview })
  expect(await takeReview(viewer, name.toLowerCase())).toMatchObject({ chain: { verdict: null } })
  expect(await taken(name)).toEqual([{ action: 'review.export', actorId: viewer.id }])
})
