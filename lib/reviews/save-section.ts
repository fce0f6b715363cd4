import { recordAudit } from '@/lib/audit/record'
import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import { incidentName } from '@/lib/incidents/types'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'
import { reviewStatusSchema, sectionSchema } from '@/lib/reviews/schema'
import { SECTION_WORDS } from '@/lib/reviews/types'

/**
 * Saves a section as its next version; the older ones stay. Refused when somebody saved since the writer began, so that
 * no text is written over unseen.
 *
 * @throws InvalidInput, NotFound, Conflict
 */
export async function saveSection(actor: Actor, input: unknown): Promise<{ version: number }> {
  authorise(actor, 'review.write')
  const { number, section, base, markdown } = parseInput(sectionSchema, input)
  return transaction(async (tx) => {
    const review = await lockReview(tx, number)
    const newest = await tx.reviewSection.findFirst({
      where: { reviewId: review.id, section },
      orderBy: { version: 'desc' },
    })
    const standing = newest?.version ?? 0
    if (newest && newest.markdown === markdown) return { version: standing }
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
    await touch(tx, actor, review, 'review.section', { section, version })
    return { version }
  })
}

/** Marks a review as reviewed, or as a draft again. */
export async function setReviewStatus(actor: Actor, input: unknown): Promise<void> {
  authorise(actor, 'review.write')
  const { number, status } = parseInput(reviewStatusSchema, input)
  await transaction(async (tx) => {
    const review = await lockReview(tx, number)
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

async function lockReview(tx: Tx, number: number): Promise<LockedReview> {
  const [review] = await tx.$queryRaw<LockedReview[]>`
    SELECT r.id, r.status, i.number, i.system FROM review r JOIN incident i ON i.id = r.incident_id
     WHERE i.number = ${number} FOR UPDATE OF r`
  if (!review) throw new NotFound('This incident has no review yet: it begins when the incident is resolved.')
  return review
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
