import type { Order } from '@/lib/restores/methods/model/method'

/** The tag by which something is known to be made by a restore. */
export const RESTORE_TAG = 'tidemark:restore-id'

/** The tags that a restore puts on what it makes; none before it is asked for. */
export function restoreTags({ id, number, source }: Pick<Order, 'id' | 'number' | 'source'>): Record<string, string> {
  if (id === null || number === null) return {}
  return { [RESTORE_TAG]: id, 'tidemark:restore': number, 'tidemark:source': source }
}
