import type { AccountRule } from '@/lib/findings/model/rule'
import { cannotMeet } from '@/lib/findings/rules/account/cannot-meet'
import { aboutMeasured, designSays } from '@/lib/findings/rules/facts/measured'
import { design } from '@/lib/findings/rules/plan/design'
import { formatDuration } from '@/lib/time/durations'

/** Objectives that hold only by something the account does and the plan never states. */
export const coveredByUnstated: AccountRule = {
  id: 'covered-by-unstated',
  scope: 'objective',
  find: ({ measured }) =>
    measured.flatMap((one) => {
      const { coveredBy } = one.judged
      if (!coveredBy) return []
      const by = `${coveredBy.name.charAt(0).toLowerCase()}${coveredBy.name.slice(1)}`
      return {
        ...aboutMeasured(one),
        severity: 'high' as const,
        mark: 'cannot-meet' as const,
        sentence: `The stated backups of ${one.picture.asset.identifier} cannot meet the RPO of ${formatDuration(one.rpo)}. It is within by ${by} alone, which the plan never states.`,
        planSays: designSays(one),
        found: `${coveredBy.name} is on in the account.`,
        whatToDo: `State ${by} in the plan, with its retention, so that nobody turns it off.`,
      }
    }),
  replaces: [cannotMeet, design],
}
