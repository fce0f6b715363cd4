import Link from 'next/link'
import type { ReactNode } from 'react'
import { LiveExposure } from '@/components/live/live-figures'
import { Facts } from '@/components/plans/facts'
import { Assumed } from '@/components/plans/fill-in'
import { PlanSection, Source, Statement } from '@/components/plans/statement'
import { StateTag } from '@/components/ui/state-tag'
import { markOfRatio } from '@/lib/freshness/verdict'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import { targetWords } from '@/lib/plans/rules/words'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import type { ObjectiveLine } from '@/lib/screens/system/model/system'
import { formatDuration } from '@/lib/time/durations'
import { restoreName } from '@/lib/vocabulary/numbers'

/** Every objective, its targets and maxima, beside what is measured of it. */
export function PlanObjectivesSection({ page }: { page: PlanPageDto }) {
  const lines = new Map(page.objectives.map((line) => [line.id, line]))
  const environments = new Map(page.plan.environments.map(({ key, name }) => [key, name]))
  return (
    <PlanSection id="objectives" title="Objectives" note={`${page.plan.objectives.length}`}>
      {page.plan.objectives.map((objective) => {
        const line = lines.get(objective.id)
        return (
          <Statement key={objective.id} id={`objective-${objective.id}`} now={line ? <Measured line={line} /> : null}>
            <h3>{objective.name}</h3>
            <Facts items={targetsOf(objective)} />
            <Facts
              items={[
                ['Held by', scopeWords(objective, environments)],
                ['Covers', line?.covers || 'no asset named'],
              ]}
            />
            {objective.coversAssumed ? <Assumed facts={['which assets it covers']} /> : null}
            <Source source={objective.source} />
          </Statement>
        )
      })}
    </PlanSection>
  )
}

function scopeWords({ scope, environment }: PlanObjective, environments: ReadonlyMap<string, string>): string {
  const where = environment ? `, ${environments.get(environment) ?? environment}` : ''
  return scope === 'system' ? `the whole system${where}` : `the ${scope}${where}`
}

function targetsOf(objective: PlanObjective): [string, ReactNode][] {
  const { rto, rpo, mttr, availability, integrity, dataLossTolerance } = objective
  return [
    ['RTO', rto ? targetWords(rto) : null],
    ['RPO', rpo ? (rpo.realTime ? 'real time' : targetWords(rpo)) : null],
    ['Data loss borne', dataLossTolerance === null ? null : `at most ${formatDuration(dataLossTolerance)}`],
    ['Availability', availability ? `${availability.target}\u00a0%` : null],
    ['MTTR', mttr ? targetWords(mttr) : null],
    ['Data integrity', integrity ? `${integrity.target}\u00a0%, never below ${integrity.minimum}\u00a0%` : null],
  ]
}

function Measured({ line }: { line: ObjectiveLine }) {
  const { row, lastRestore, targets } = line
  const took = lastRestore?.took ?? null
  return (
    <>
      {line.rpo === null ? null : row ? (
        <p>
          RPO {line.rpo === 0 ? 'real time' : formatDuration(line.rpo)}: now{' '}
          <b className="font-semibold text-t-1">{exposure(row)}</b> <StateTag state={row.mark} plain />
        </p>
      ) : (
        <p>
          RPO: <StateTag state="unknown" plain />
        </p>
      )}
      {targets.rto === null ? null : took === null ? (
        <p>RTO {formatDuration(targets.rto)}: no restore measured yet</p>
      ) : (
        <p>
          RTO {formatDuration(targets.rto)}: <b className="font-semibold text-t-1">{formatDuration(took)}</b>,{' '}
          <Link href={`/restores/${restoreName(lastRestore?.number ?? 0)}`} prefetch={false}>
            last restore
          </Link>{' '}
          <StateTag state={markOfRatio(took / targets.rto)} plain />
        </p>
      )}
    </>
  )
}

function exposure(row: NonNullable<ObjectiveLine['row']>): ReactNode {
  if (row.sync === 'in-sync') return 'in sync'
  if (row.sync === 'not-in-sync') return 'not in sync'
  if (row.doubted) return 'unknown'
  if (row.exposure === null || row.restorableTo === null) return 'no point yet'
  return row.follows ? formatDuration(row.exposure) : <LiveExposure at={row.restorableTo} />
}
