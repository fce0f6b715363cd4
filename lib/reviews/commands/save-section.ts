import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { authorise, systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import { incidentRecord } from '@/lib/incidents/store/incident-records'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'
import { drawMarkdown } from '@/lib/reviews/drawing/draw-markdown'
import { SECTION_WORDS } from '@/lib/reviews/model/review'
import { reviewStatusSchema, sectionSchema } from '@/lib/reviews/schema'
import { incidentName } from '@/lib/vocabulary/numbers'

/**
 * Saves a section as its next version, with what it is drawn as; the older ones stay. Refused when somebody saved since the
 * writer began, so that no text is written over unseen.
 *
 * @returns `asWritten`: why it is shown as it was written; null when it is drawn
 * @throws InvalidInput, NotFound, Conflict
 */
export async function saveSection(
  actor: Actor,
  input: unknown,
): Promise<{ version: number; asWritten: string | null }> {
  systemsFor(actor, 'review.write')
  const { number, section, base, markdown } = parseInput(sectionSchema, input)
  const drawing = await drawMarkdown(markdown)
  return transaction(async (tx) => {
    const review = await lockReview(tx, actor, number)
    const newest = await tx.reviewSection.findFirst({
      where: { reviewId: review.id, section },
      orderBy: { version: 'desc' },
    })
    const standing = newest?.version ?? 0
    if (newest && newest.markdown === markdown) return { version: standing, asWritten: drawing.why }
    if (standing !== base) {
      const who = newest ? `${newest.authorName} saved version ${standing}` : 'It was changed'
      throw new Conflict(
        `${who} of “${SECTION_WORDS[section]}” while you wrote. Your text is still here; look at theirs first.`,
      )
    }
    const version = standing + 1
    await tx.reviewSection.create({
      data: { reviewId: review.id, section, version, markdown, authorId: actor.id, authorName: actor.name },
    })
    await tx.reviewDrawing.create({ data: { reviewId: review.id, section, version, drawing } })
    await touch(tx, actor, review, 'review.section', { section, version })
    return { version, asWritten: drawing.why }
  })
}

/** Marks a review as reviewed, or as a draft again. */
export async function setReviewStatus(actor: Actor, input: unknown): Promise<void> {
  const { number, status } = parseInput(reviewStatusSchema, input)
  await transaction(async (tx) => {
    const review = await lockReview(tx, actor, number)
    if (review.status === status) throw new Precondition(`The review is ${status} already.`)
    await tx.review.update({ where: { id: review.id }, data: { status } })
    await touch(tx, actor, review, 'review.status', { from: review.status, to: status })
  })
}

type LockedReview = {
  id: string
  status: string
  number: number
  system: string
}

async function lockReview(tx: Tx, actor: Actor, number: number): Promise<LockedReview> {
  const [row] = await tx.$queryRaw<Omit<LockedReview, 'system'>[]>`
    SELECT id, status, number FROM review WHERE number = ${number} FOR UPDATE`
  const incident = row && (await incidentRecord(actor, number, tx))
  if (!row || !incident) throw new NotFound('This incident has no review yet: it begins when the incident is resolved.')
  authorise(actor, 'review.write', incident)
  return { ...row, system: incident.system }
}

async function touch(
  tx: Tx,
  actor: Actor,
  review: LockedReview,
  action: string,
  detail: Record<string, string | number>,
): Promise<void> {
  const { version } = await tx.review.update({ where: { id: review.id }, data: { version: { increment: 1 } } })
  const subject = { type: 'review', id: incidentName(review.number) }
  await recordAudit(tx, { actor, action, subject, system: review.system, detail })
  await publish(tx, { topic: 'review', id: String(review.number), version })
}
