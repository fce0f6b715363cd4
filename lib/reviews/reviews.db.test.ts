import { expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { durationsOf } from '@/lib/incidents/rules/durations'
import { getIncident } from '@/lib/incidents/store/queries'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { openReview } from '@/lib/reviews/commands/open-review'
import { saveSection, setReviewStatus } from '@/lib/reviews/commands/save-section'
import { exportMarkdown } from '@/lib/reviews/rules/export-markdown'
import { findReview, listReviews } from '@/lib/reviews/store/queries'
import { HOUR, MINUTE } from '@/lib/time/durations'

const commander = await makeActor('commander', 'Commander on call')
const viewer = await makeActor('viewer')

async function resolved(mode = 'live') {
  const now = Date.now()
  const made = await makeIncident(
    commander,
    { impactStartedAt: now - 2 * HOUR, mode, title: 'Rows | gone' },
    now - HOUR,
  )
  const input = { number: made.number, resumedAt: now - 30 * MINUTE, recoveredToAt: now - 2 * HOUR - 20 * MINUTE }
  await resolveIncident(commander, input, { openReview, now })
  return { ...made, now }
}

it('has no review before an incident is resolved', async () => {
  const { name, number } = await makeIncident(commander)
  expect(await findReview(viewer, name)).toBeNull()
  await expect(saveSection(commander, { number, section: 'summary', base: 0, markdown: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('recalculates when a time is corrected, and shows what stood before', async () => {
  const { name, number, now } = await resolved()
  const before = await findReview(viewer, name)
  expect(before && durationsOf(before.incident)).toMatchObject({ rta: { ms: 90 * MINUTE }, rpa: { ms: 20 * MINUTE } })
  const impact = (await getIncident(viewer, name)).entries[0]
  const correction = {
    id: crypto.randomUUID(),
    incident: number,
    authorId: commander.id,
    kind: 'correction',
    text: 'from the access log',
    occurredAt: now,
    correctsId: impact?.id,
    newOccurredAt: now - 2 * HOUR - 5 * MINUTE,
  }
  await recordEntries(commander, { entries: [correction] })
  const after = await findReview(viewer, name)
  expect(after && durationsOf(after.incident)).toMatchObject({ rta: { ms: 95 * MINUTE }, rpa: { ms: 15 * MINUTE } })
  expect(after?.narrative[0]?.corrections[0]?.time).toEqual({ was: now - 2 * HOUR, now: now - 2 * HOUR - 5 * MINUTE })
  expect(after && exportMarkdown(after)).toContain('corrected by Commander on call: time was')
})

it('keeps every version of a section and writes over none unseen', async () => {
  const { name, number } = await resolved('drill')
  const save = (base: number, markdown: string) =>
    saveSection(commander, { number, section: 'went-well', base, markdown })
  expect(await save(0, 'first')).toEqual({ version: 1, asWritten: null })
  expect(await save(0, 'first')).toEqual({ version: 1, asWritten: null })
  await expect(save(0, 'meanwhile')).rejects.toMatchObject({ code: 'conflict' })
  const both = await Promise.allSettled([save(1, 'second'), save(1, 'also second')])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const kept = await db.reviewSection.findMany({
    where: { section: 'went-well', review: { number } },
    orderBy: { version: 'asc' },
  })
  expect(kept.map(({ version }) => version)).toEqual([1, 2])
  expect(kept[0]?.markdown).toBe('first')
  await expect(db.$executeRaw`UPDATE review_section SET markdown = 'x'`).rejects.toThrow()
  await expect(saveSection(viewer, { number, section: 'summary', base: 0, markdown: 'x' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await setReviewStatus(commander, { number, status: 'reviewed' })
  await expect(setReviewStatus(commander, { number, status: 'reviewed' })).rejects.toMatchObject({
    code: 'precondition',
  })
  const review = await findReview(viewer, name)
  expect(review && exportMarkdown(review)).toContain('Rows \\| gone')
  expect(review && exportMarkdown(review)).toContain('**Drill.**')
  expect((await listReviews(viewer, null)).find(({ incident }) => incident.number === number)).toMatchObject({
    status: 'reviewed',
    written: 1,
  })
})

it('draws a text once, when it is saved, and shows as written what cannot be drawn', async () => {
  const { name, number } = await resolved()
  const save = (section: string, markdown: string) => saveSection(commander, { number, section, base: 0, markdown })
  expect(await save('summary', 'All **well**.')).toEqual({ version: 1, asWritten: null })
  const quotes = '> '.repeat(5_000)
  const stars = '**a'.repeat(33_000)
  expect(await save('went-well', quotes)).toEqual({ version: 1, asWritten: 'a line opens more than 100 levels' })
  expect(await save('went-wrong', stars)).toEqual({ version: 1, asWritten: 'a paragraph has more than 2,000 marks' })
  // A text of before drawings were kept.
  const { id } = await db.review.findUniqueOrThrow({ where: { number } })
  const by = { authorId: commander.id, authorName: commander.name }
  await db.reviewSection.create({
    data: { reviewId: id, section: 'got-lucky', version: 1, markdown: '*Replica* was there.', ...by },
  })

  const began = performance.now()
  const review = await findReview(viewer, name)
  expect(performance.now() - began).toBeLessThan(3_000)
  expect(review?.sections.find(({ section }) => section === 'went-wrong')?.markdown).toBe(stars)
  expect(review?.drawings).toEqual({
    summary: { kids: [{ tag: 'p', kids: ['All ', { tag: 'strong', kids: ['well'] }, '.'] }], why: null },
    'went-well': { kids: null, why: 'a line opens more than 100 levels' },
    'went-wrong': { kids: null, why: 'a paragraph has more than 2,000 marks' },
    'got-lucky': { kids: [{ tag: 'p', kids: [{ tag: 'em', kids: ['Replica'] }, ' was there.'] }], why: null },
  })
})
