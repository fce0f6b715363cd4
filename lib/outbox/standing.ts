import type { Tx } from '@/lib/db/client'
import { CHANNEL_NAMES } from '@/lib/outbox/model/channels'

/** Of these subjects, those whose alarm some channel's receiver neither heard nor has on its way. */
export async function unheardAlarms(tx: Tx, subjects: readonly string[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set()
  const place = { channel: true, subject: true } as const
  const [heard, waiting] = await Promise.all([
    tx.messageStanding.findMany({ where: { subject: { in: [...subjects] }, heard: 'raised' }, select: place }),
    tx.outboxMessage.findMany({
      where: { subject: { in: [...subjects] }, state: 'waiting', kind: 'notice-began' },
      select: place,
    }),
  ])
  const known = new Set([...heard, ...waiting].map(({ channel, subject }) => `${channel} ${subject}`))
  return new Set(subjects.filter((subject) => CHANNEL_NAMES.some((channel) => !known.has(`${channel} ${subject}`))))
}
