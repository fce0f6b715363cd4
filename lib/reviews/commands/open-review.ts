import type { Tx } from '@/lib/db/client'

/** Begins the review of an incident that is resolved; where it was resolved before, its review goes on, changed. */
export async function openReview(tx: Tx, incident: { id: string; number: number }): Promise<void> {
  await tx.review.upsert({
    where: { incidentId: incident.id },
    create: { incidentId: incident.id, number: incident.number },
    update: { version: { increment: 1 } },
  })
}
