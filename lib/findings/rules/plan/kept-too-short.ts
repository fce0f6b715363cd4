import type { PlanRule } from '@/lib/findings/model/rule'
import { restoredBy } from '@/lib/findings/rules/facts/drills'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import type { Frequency } from '@/lib/plans/model/care'
import { DAY, formatDuration } from '@/lib/time/durations'

const EVERY: Record<Frequency, number> = {
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 31 * DAY,
  quarterly: 92 * DAY,
  annual: 366 * DAY,
}

/** Points kept shorter than the RPO reaches back, or shorter than the pause between two tests that would notice damage. */
export const keptTooShort: PlanRule = {
  id: 'retention',
  scope: 'plan',
  find: ({ plan }) => {
    const keys = [...new Set(plan.backups.map(({ asset }) => asset))]
    return keys.flatMap((key) => {
      const policies = plan.backups.filter(({ asset, retention }) => asset === key && retention.length > 0)
      const longest = Math.max(0, ...policies.flatMap(({ retention }) => retention.map(({ keep }) => keep ?? Infinity)))
      if (policies.length === 0 || longest === Infinity) return []
      const asset = plan.assets.find((one) => one.key === key)
      const name = asset?.name ?? key
      const rpo = plan.objectives
        .filter(({ covers, rpo: target }) => covers.includes(key) && target)
        .sort((a, b) => (b.rpo?.target ?? 0) - (a.rpo?.target ?? 0))[0]
      const drill = plan.drills
        .filter((one) => one.kind !== 'review' && restoredBy(plan, one).has(key))
        .sort((a, b) => EVERY[a.frequency] - EVERY[b.frequency])[0]
      const found = `The longest is kept ${formatDuration(longest)}.`
      const first = policies[0]
      const source = first ? [{ text: first.source.says, where: first.source.section }] : []
      if (rpo?.rpo && longest < rpo.rpo.target) {
        return {
          about: `rpo:${key}`,
          severity: 'medium' as const,
          subject: name,
          sentence: `Backups of ${lowerFirst(name)} are kept ${formatDuration(longest)}, shorter than its RPO of ${formatDuration(rpo.rpo.target)}.`,
          planSays: `RPO ${formatDuration(rpo.rpo.target)} for ${rpo.name}.`,
          found: `${found} What is noticed later than that has nothing to go back to.`,
          whatToDo: 'Keep the points at least as long as the RPO, or agree a shorter RPO.',
          places: [{ text: rpo.source.says, where: rpo.source.section }, ...source],
          assetKey: key,
        }
      }
      if (drill && longest < EVERY[drill.frequency]) {
        return {
          about: `drill:${key}`,
          severity: 'low' as const,
          subject: name,
          sentence: `Backups of ${lowerFirst(name)} are gone before the next ${lowerFirst(drill.name)}.`,
          planSays: `${drill.name}, ${drill.frequency}.`,
          found: `${found} Damage that a test finds may be older than every point.`,
          whatToDo: 'Keep at least one point longer than the pause between two tests.',
          places: [{ text: drill.source.says, where: drill.source.section }, ...source],
          assetKey: key,
        }
      }
      return []
    })
  },
}
