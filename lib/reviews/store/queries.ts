import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { chainVerdict } from '@/lib/chains/store/record-state'
import { db } from '@/lib/db/client'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import { incidentIdsOf, incidentRecord } from '@/lib/incidents/store/incident-records'
import { getIncident, summaryOf } from '@/lib/incidents/store/queries'
import { toEntryDto } from '@/lib/incidents/store/rows'
import { drawMarkdown } from '@/lib/reviews/drawing/draw-markdown'
import type { Drawing } from '@/lib/reviews/model/drawing'
import type { ReviewDto, ReviewSectionKey, ReviewStatus, ReviewSummary } from '@/lib/reviews/model/review'
import { entriesOf, timelineHeads } from '@/lib/timeline/entries'
import { starredEntries } from '@/lib/timeline/stars'
import { incidentName, parseIncidentName } from '@/lib/vocabulary/numbers'

/** Reviews of resolved and reopened incidents of the systems that the person may read, the newest incident first; at most 100, older ones by `before` (a number). */
export async function listReviews(actor: Actor, before: number | null, now = Date.now()): Promise<ReviewSummary[]> {
  const readable = await incidentIdsOf(db, systemsFor(actor, 'review.read'))
  const rows = await db.review.findMany({
    where: {
      ...(readable === null ? {} : { incidentId: { in: readable } }),
      ...(before === null ? {} : { number: { lt: before } }),
    },
    include: { sections: { distinct: ['section'], select: { section: true } } },
    orderBy: { number: 'desc' },
    take: 100,
  })
  const reviews = await Promise.all(
    rows.map(async (row) => {
      const incident = await summaryOf(db, row.incidentId, now)
      const { status, sections, createdAt } = row
      return (
        incident && {
          incident,
          status: status as ReviewStatus,
          written: sections.length,
          createdAt: createdAt.getTime(),
        }
      )
    }),
  )
  return reviews.filter((review) => review !== null)
}

/**
 * One review with everything it shows, or null when the incident has none, or is none that the person may read.
 *
 * @param name `INC-0042`
 */
export async function findReview(actor: Actor, name: string, now = Date.now()): Promise<ReviewDto | null> {
  const number = parseIncidentName(name)
  const readable = number !== null && (await incidentRecord(actor, number)) !== null
  const review = !readable ? null : await db.review.findUnique({ where: { number } })
  const [head] = review ? await timelineHeads(db, [review.incidentId]) : []
  if (!review || !head) return null
  const [{ incident }, { sections, drawings }, starred, corrections, chain] = await Promise.all([
    getIncident(actor, name, { after: head.entryCount }, now),
    newestSections(review.id),
    starredEntries(db, review.incidentId),
    entriesOf(db, review.incidentId, { kinds: ['correction'] }),
    chainVerdict(actor, incidentName(review.number)),
  ])
  return {
    incident,
    declaredByName: incident.declaredByName,
    planVersion: incident.planVersion,
    planHash: incident.planHash,
    roles: incident.roles,
    restores: incident.restores.map(({ number: restore, pointAt, targetName }) => ({
      number: restore,
      pointAt,
      targetName,
    })),
    status: review.status as ReviewStatus,
    version: review.version,
    sections,
    drawings,
    narrative: drawEntries([...starred, ...corrections].map(toEntryDto)).reverse(),
    entryCount: incident.entryCount,
    chain: { hash: head.lastHash, verdict: chain },
    asOf: now,
  }
}

/** Those of these incidents, by number, that have a review which the person may read. */
export async function reviewedAmong(actor: Actor, numbers: readonly number[]): Promise<Set<number>> {
  if (numbers.length === 0) return new Set()
  const readable = await incidentIdsOf(db, systemsFor(actor, 'review.read'))
  const where = { number: { in: [...numbers] }, ...(readable === null ? {} : { incidentId: { in: readable } }) }
  const rows = await db.review.findMany({ where, select: { number: true } })
  return new Set(rows.map(({ number }) => number))
}

async function newestSections(reviewId: string): Promise<Pick<ReviewDto, 'sections' | 'drawings'>> {
  const rows = await db.reviewSection.findMany({
    where: { reviewId },
    orderBy: [{ section: 'asc' }, { version: 'desc' }],
    distinct: ['section'],
    include: { drawing: true },
  })
  const drawn = rows.map(async ({ section, markdown, drawing }): Promise<[string, Drawing]> => {
    // A text that was saved before drawings were kept.
    return [section, drawing ? (drawing.drawing as Drawing) : await drawMarkdown(markdown)]
  })
  return {
    sections: rows.map(({ section, version, markdown, authorName, savedAt }) => ({
      section: section as ReviewSectionKey,
      version,
      markdown,
      authorName,
      savedAt: savedAt.getTime(),
    })),
    drawings: Object.fromEntries(await Promise.all(drawn)),
  }
}
