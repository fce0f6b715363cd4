import type { Holder } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import type { LiveEvent, LiveTopic } from '@/lib/live/model/event'

/** How an event's id names a system, for the topics that do; what is numbered (incident, restore, review) names none. */
const SYSTEM_OF: Partial<Record<LiveTopic, (id: string) => string>> = {
  board: (id) => id,
  system: (id) => id,
  plans: (id) => id,
  asset: (id) => id.split(':')[0] ?? '',
  collectors: (id) => id.split('/')[0] ?? '',
}

/** Whether a person may hear of an event: of a system that they may read, or of none in particular. */
export function mayHear(holder: Holder, { topic, id }: Pick<LiveEvent, 'topic' | 'id'>): boolean {
  const system = SYSTEM_OF[topic]?.(id)
  return system === undefined || (topic === 'board' && id === 'all') || can(holder, 'board.read', { system })
}
