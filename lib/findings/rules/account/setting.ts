import type { AccountRule } from '@/lib/findings/model/rule'
import { differingSetting } from '@/lib/findings/rules/facts/differing-setting'
import { SETTINGS } from '@/lib/findings/rules/facts/settings'

/** Settings that are other than the plan demands, or than any such asset should have. */
export const setting: AccountRule = {
  id: 'setting',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) =>
      SETTINGS.flatMap((one) => {
        const differing = differingSetting(facts, picture, one)
        if (!differing) return []
        const about = `${picture.asset.key}:${one.name}`
        return { ...differing, about, whatToDo: 'Set it as planned, or change the plan.' }
      }),
    ),
}
