import { Facts } from '@/components/plans/facts'
import { NotStated, PlanSection, Points, Source, Statement } from '@/components/plans/statement'
import { StateTag } from '@/components/ui/state-tag'
import type { Drill } from '@/lib/plans/model/care'
import { scheduleWords } from '@/lib/plans/rules/words'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'

/** Rehearsals and tests: how often, what, and whether a day was ever agreed. */
export function PlanDrillsSection({ page }: { page: PlanPageDto }) {
  const { plan, asOf } = page
  const names = new Map(
    [...plan.scenarios, ...plan.runbooks, ...plan.checklists].map(({ id, name }) => [id, name] as const),
  )
  return (
    <PlanSection id="drills" title="Drills and tests" note={`${plan.drills.length}`}>
      {plan.drills.length === 0 ? <NotStated>The plan asks for no drill.</NotStated> : null}
      {plan.drills.map((drill) => (
        <Statement key={drill.id} id={`drill-${drill.id}`} now={<Scheduled drill={drill} now={asOf} />}>
          <h3>{drill.name}</h3>
          <p>{drill.scope}</p>
          <Facts
            items={[
              ['How often', `${drill.frequency}${drill.quarter === null ? '' : `, in quarter ${drill.quarter}`}`],
              ['Kind', drill.kind.replaceAll('-', ' ')],
              ['Takes', drill.duration === null ? 'not stated' : formatDuration(drill.duration)],
              ['In', plan.environments.find(({ key }) => key === drill.environment)?.name ?? null],
              ['Scenarios', drill.scenarios.map((id) => names.get(id) ?? id).join(', ') || null],
              ['Runbooks', drill.runbooks.map((id) => names.get(id) ?? id).join(', ') || null],
              ['Checklist', drill.checklist ? (names.get(drill.checklist) ?? drill.checklist) : null],
              ['Days agreed', drill.days.map((day) => formatDay(parseDay(day) ?? asOf, asOf)).join(', ') || null],
              ['Leaves nothing', drill.leavesNothing],
            ]}
          />
          <Points items={drill.steps} className="text-small text-t-2" />
          <Source source={drill.source} />
        </Statement>
      ))}
    </PlanSection>
  )
}

function Scheduled({ drill: { schedule, days }, now }: { drill: Drill; now: number }) {
  if (schedule && (schedule.kind === 'cron' || schedule.kind === 'rate')) return <>{scheduleWords(schedule)}</>
  const next = days.map((day) => parseDay(day) ?? 0).find((at) => at + 86_400_000 > now)
  if (next !== undefined) return <>Next on {formatDay(next, now)}</>
  return (
    <StateTag state="missed" plain>
      {days.length > 0 ? 'No further day agreed' : 'Never scheduled'}
    </StateTag>
  )
}
