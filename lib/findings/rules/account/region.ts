import type { AccountFacts, AccountRule, Found, MeasuredObjective } from '@/lib/findings/model/rule'
import { aboutMeasured } from '@/lib/findings/rules/facts/measured'
import { design } from '@/lib/findings/rules/plan/design'
import { governing } from '@/lib/plans/rules/governing'
import { formatDuration } from '@/lib/time/durations'

/** What is left when the home region is lost: stale, absent or not known. Told of the objective that governs. */
export const region: AccountRule = {
  id: 'region',
  scope: 'objective',
  find: (facts) => facts.measured.flatMap((one) => outsideRegion(facts, one)),
  replaces: [design],
}

function outsideRegion({ plan }: AccountFacts, one: MeasuredObjective): Found[] {
  const { objective, picture, rpo, judged } = one
  const home = picture.homeRegion
  if (home === null || governing(plan, picture.asset.key).rpo?.objective.id !== objective.id) return []
  const expected = picture.policies.some((policy) => policy.copies.length > 0)
  const dr = plan.environments.find((environment) => environment.primaryRegion === home)?.drRegion ?? null
  if (!expected && dr === null) return []
  const { mark, exposure } = judged.byLoss.region
  if (mark === 'within' || mark === 'at-risk' || mark === 'not-measured') return []
  const target = formatDuration(rpo)
  const about = {
    ...aboutMeasured(one),
    planSays: `RPO ${target}${expected ? '; copies outside the region' : `; ${dr} for recovery`}.`,
  }
  if (mark === 'breached' && exposure !== null) {
    return [
      {
        ...about,
        severity: 'high',
        mark: 'cannot-meet',
        sentence: `No copy meets ${target} outside ${home}.`,
        found: `The newest point outside is ${formatDuration(exposure)} old.`,
        whatToDo: `Copy more often, or agree an objective for the loss of ${home}.`,
      },
    ]
  }
  if (mark === 'unknown') {
    return [
      {
        ...about,
        severity: 'medium',
        mark: 'unknown',
        sentence: `What is left if ${home} is lost is unknown.`,
        found: 'The other region gives no fact that could be believed.',
        whatToDo: 'Make the account in that region readable.',
      },
    ]
  }
  return [
    {
      ...about,
      severity: 'medium',
      mark: 'cannot-meet',
      sentence: `Nothing of ${picture.asset.name} is kept outside ${home}.`,
      found: 'No point in another region.',
      whatToDo: 'Copy backups to another region, or accept the loss in the plan.',
    },
  ]
}
