import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { finding, lowerFirst, placesOf } from '@/lib/findings/rules/plan/finding'
import { restoredBy } from '@/lib/findings/rules/plan/verification'
import type { Drill, Frequency } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY, formatDuration } from '@/lib/time/durations'

/** Drills nobody scheduled, and backups kept for too short a time. */
export function drillFindings(plan: Plan): PlanFinding[] {
  return [...neverScheduled(plan), ...keptTooShort(plan)]
}

/** Whether a day was agreed, or a machine holds it. */
export function isScheduled({ days, schedule }: Pick<Drill, 'days' | 'schedule'>): boolean {
  return days.length > 0 || (schedule !== null && schedule.kind !== 'none-stated' && schedule.kind !== 'on-demand')
}

function neverScheduled(plan: Plan): PlanFinding[] {
  const unscheduled = plan.drills.filter((drill) => !isScheduled(drill))
  if (plan.drills.length === 0) {
    return [
      finding(plan, 'none', {
        kind: 'never-scheduled',
        severity: 'medium',
        subject: 'Drills',
        sentence: 'The plan asks for no drill.',
        planSays: 'Nothing.',
        found: 'No test, no rehearsal.',
        whatToDo: 'Say how the recovery is rehearsed, and how often.',
        places: [],
        asset: null,
      }),
    ]
  }
  if (unscheduled.length === 0) return []
  return [
    finding(plan, 'drills', {
      kind: 'never-scheduled',
      severity: 'medium',
      subject: 'Drills',
      sentence: `${unscheduled.length === 1 ? 'A drill was' : `${unscheduled.length} drills were`} never scheduled.`,
      planSays: unscheduled.map(({ name, frequency }) => `${name}, ${frequency}`).join('; '),
      found: 'No day is agreed, and no machine holds them.',
      whatToDo: 'Agree the days and write them into the plan; they then stand in the calendar.',
      places: placesOf(unscheduled.map(({ source }) => source)),
      asset: null,
    }),
  ]
}

const EVERY: Record<Frequency, number> = {
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 31 * DAY,
  quarterly: 92 * DAY,
  annual: 366 * DAY,
}

/** Points kept shorter than the RPO reaches back, or shorter than the pause between two tests that would notice damage. */
function keptTooShort(plan: Plan): PlanFinding[] {
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
      return finding(plan, `rpo:${key}`, {
        kind: 'retention',
        severity: 'medium',
        subject: name,
        sentence: `Backups of ${lowerFirst(name)} are kept ${formatDuration(longest)}, shorter than its RPO of ${formatDuration(rpo.rpo.target)}.`,
        planSays: `RPO ${formatDuration(rpo.rpo.target)} for ${rpo.name}.`,
        found: `${found} What is noticed later than that has nothing to go back to.`,
        whatToDo: 'Keep the points at least as long as the RPO, or agree a shorter RPO.',
        places: [{ text: rpo.source.says, where: rpo.source.section }, ...source],
        asset: key,
      })
    }
    if (drill && longest < EVERY[drill.frequency]) {
      return finding(plan, `drill:${key}`, {
        kind: 'retention',
        severity: 'low',
        subject: name,
        sentence: `Backups of ${lowerFirst(name)} are gone before the next ${lowerFirst(drill.name)}.`,
        planSays: `${drill.name}, ${drill.frequency}.`,
        found: `${found} Damage that a test finds may be older than every point.`,
        whatToDo: 'Keep at least one point longer than the pause between two tests.',
        places: [{ text: drill.source.says, where: drill.source.section }, ...source],
        asset: key,
      })
    }
    return []
  })
}
