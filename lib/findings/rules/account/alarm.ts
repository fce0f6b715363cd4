import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { collectorIn, worksNow } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'

/** Alarms that the plan counts upon to notice trouble, and that the account does not have. */
export const alarm: AccountRule = {
  id: 'alarm',
  scope: 'account',
  find: (facts) =>
    facts.plan.detection.flatMap(({ name, says, alarm: planned }) => {
      const picture = facts.pictures.find(({ asset }) => asset.key === planned?.asset)
      if (!planned || !picture?.asset.region) return []
      const collector = collectorIn(facts, picture.asset.region, 'cloudwatch')
      if (!worksNow(facts, collector)) return []
      if (picture.asset.alarms.some(({ metric }) => metric === planned.metric)) return []
      return {
        ...aboutAsset(picture),
        about: `${planned.asset}:${planned.metric}`,
        severity: 'medium' as const,
        mark: 'missed' as const,
        subject: name,
        sentence: `No alarm watches ${planned.metric} of ${picture.asset.identifier}: ${name.charAt(0).toLowerCase()}${name.slice(1)} cannot notice anything.`,
        planSays: `${says}${planned.assumed ? ' The metric is assumed, to confirm.' : ''}`,
        found: `No alarm on this metric in the account.${readWords(collector?.lastSuccessAt ?? null)}`,
        whatToDo: 'Make the alarm, or correct the plan.',
      }
    }),
}
