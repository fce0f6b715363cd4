import type { AccountRule } from '@/lib/findings/model/rule'
import { differingSetting } from '@/lib/findings/rules/facts/differing-setting'
import { KEPT } from '@/lib/findings/rules/facts/settings'

/** Buckets whose objects are kept for another time than planned. A lifecycle that was not read makes no claim. */
export const lifecycle: AccountRule = {
  id: 'lifecycle',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) =>
      Object.entries(KEPT).flatMap(([id, one]) => {
        const differing = differingSetting(facts, picture, one)
        if (!differing) return []
        const about = `${picture.asset.key}:${id}`
        const found = `Kept ${differing.found}`
        return { ...differing, about, found, whatToDo: 'Set the lifecycle as planned, or change the plan.' }
      }),
    ),
}
