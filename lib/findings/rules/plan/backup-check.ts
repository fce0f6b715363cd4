import type { PlanRule } from '@/lib/findings/model/rule'
import { placesOf } from '@/lib/findings/rules/facts/words'

/** A limit to pass or fail by; a figure alone may say how long the check takes. */
const LIMIT = /\b(than|least|most|within|above|below|equals?)\b.*\d|[<>=≤≥]\s*\d/i
/** Words that promise a quantity; without a limit nobody can say when it is wrong. */
const QUANTITY = /\b(size|count|number|age|rate|duration|older|younger|plausible)\b/i

/** What a machine checks of a backup without a limit to compare with: one for the plan, listing the checks. */
export const backupCheck: PlanRule = {
  id: 'no-rule',
  scope: 'plan',
  find: ({ plan }) => {
    const vague = plan.backups.flatMap(({ name, verification }) =>
      verification
        .filter(({ kind }) => kind === 'automated')
        .flatMap(({ maxAge, checks, source }) => {
          const ruled = maxAge !== null || checks.some((check) => LIMIT.test(check))
          const without = ruled ? checks.filter((check) => QUANTITY.test(check) && !LIMIT.test(check)) : checks
          if (ruled && without.length === 0) return []
          return { words: `${name}: ${without.join(', ') || 'nothing is said to be checked'}`, source }
        }),
    )
    if (vague.length === 0) return []
    return [
      {
        about: 'backup-checks',
        severity: 'low',
        subject: 'Verification of backups',
        sentence: 'Checks that a machine makes of backups name no limit to pass or fail by.',
        planSays: vague.map(({ words }) => words).join('; '),
        found: 'No limit, so a backup that shrank or grew old may still pass.',
        whatToDo: 'Write the limit: how old at most, how large at least, or how far from the one before.',
        places: placesOf(vague.map(({ source }) => source)),
        assetKey: null,
      },
    ]
  },
}
