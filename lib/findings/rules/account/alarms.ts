import type { Finding } from '@/lib/findings/model/finding'
import { aboutAsset, collectorIn, readWords, worksNow } from '@/lib/findings/rules/account/base'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'

/** Alarms that the plan counts upon to notice trouble, and that the account does not have. */
export function alarmFindings(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): Finding[] {
  return facts.plan.detection.flatMap((detection) => {
    const { alarm } = detection
    const picture = pictures.find(({ asset }) => asset.key === alarm?.asset)
    if (!alarm || !picture?.asset.region) return []
    const collector = collectorIn(facts, picture.asset.region, 'cloudwatch')
    if (!worksNow(facts, collector, now)) return []
    if (picture.asset.alarms.some(({ metric }) => metric === alarm.metric)) return []
    return {
      ...aboutAsset(facts, picture),
      id: `alarm:${alarm.asset}:${alarm.metric}`,
      severity: 'medium' as const,
      mark: 'missed' as const,
      subject: detection.name,
      sentence: `No alarm watches ${alarm.metric} of ${picture.asset.identifier}: ${detection.name.charAt(0).toLowerCase()}${detection.name.slice(1)} cannot notice anything.`,
      planSays: `${detection.says}${alarm.assumed ? ' The metric is assumed, to confirm.' : ''}`,
      found: `No alarm on this metric in the account.${readWords(collector?.lastSuccessAt ?? null)}`,
      whatToDo: 'Make the alarm, or correct the plan.',
    }
  })
}
