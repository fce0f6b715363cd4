import type { ReactNode } from 'react'
import { LiveExposure } from '@/components/live/live-figures'
import { StateTag } from '@/components/ui/state-tag'
import { Table, type TableRow } from '@/components/ui/table'
import type { Mark } from '@/lib/freshness/types'
import { markOfRatio } from '@/lib/freshness/verdict'
import type { ObjectiveLine } from '@/lib/screens/system/model/system'
import { formatDuration } from '@/lib/time/durations'

/** Every objective of the plan, each measure on its own line, against what is measured. */
export function ObjectivesTable({ objectives }: { objectives: readonly ObjectiveLine[] }) {
  return (
    <Table
      caption="Objectives of the plan against actual"
      columns={[
        { key: 'objective', head: 'Objective' },
        { key: 'measure', head: 'Measure' },
        { key: 'target', head: 'Target', numeric: true },
        { key: 'actual', head: 'Actual', numeric: true },
        { key: 'state', head: 'State' },
        { key: 'covers', head: 'Covers' },
      ]}
      rows={objectives.flatMap(rowsOf)}
    />
  )
}

function rowsOf(objective: ObjectiveLine): TableRow[] {
  return measuresOf(objective).map((measure, index) => ({
    key: `${objective.id}-${measure.name}`,
    cells: {
      objective:
        index === 0 ? (
          <b className="font-semibold">{objective.name}</b>
        ) : (
          <span className="sr-only">{objective.name}</span>
        ),
      measure: measure.name,
      target: <span className="whitespace-nowrap">{measure.target}</span>,
      actual: <span className="whitespace-nowrap">{measure.actual}</span>,
      state: <StateTag state={measure.mark} plain />,
      covers: index === 0 ? <Covers objective={objective} /> : <span className="text-t-3">as above</span>,
    },
  }))
}

function Covers({ objective }: { objective: ObjectiveLine }) {
  return (
    <span className="text-small text-t-2">
      {objective.covers || 'no asset named'}
      {objective.assumed ? <span className="text-t-3">; assumed, to confirm</span> : null}
    </span>
  )
}

type Measure = {
  name: string
  target: string
  actual: ReactNode
  mark: Mark
}

function measuresOf(objective: ObjectiveLine): Measure[] {
  const { targets, rpo, rpoMax, row, lastRestore } = objective
  const list: Measure[] = []
  const bounded = (target: number, max: number | null) =>
    max === null ? formatDuration(target) : `${formatDuration(target)}, max ${formatDuration(max)}`
  const unmeasured = (name: string, target: string) =>
    list.push({ name, target, actual: 'not measured', mark: 'not-measured' })
  if (rpo !== null) {
    list.push({
      name: 'RPO',
      target: rpo === 0 ? 'real time' : bounded(rpo, rpoMax),
      actual: row ? exposure(row) : 'unknown',
      mark: row?.mark ?? 'unknown',
    })
  }
  if (targets.rto !== null) {
    const took = lastRestore?.took ?? null
    list.push({
      name: 'RTO',
      target: bounded(targets.rto, targets.rtoMax),
      actual: took === null ? 'no restore yet' : `${formatDuration(took)}, last restore`,
      mark: took === null ? 'not-measured' : markOfRatio(took / targets.rto),
    })
  }
  if (targets.availability !== null) unmeasured('Availability', `${targets.availability}\u00a0%`)
  if (targets.mttr !== null) unmeasured('MTTR', formatDuration(targets.mttr))
  if (targets.integrity !== null) unmeasured('Data integrity', `${targets.integrity}\u00a0%`)
  return list
}

function exposure(row: NonNullable<ObjectiveLine['row']>): ReactNode {
  if (row.sync === 'in-sync') return 'in sync'
  if (row.sync === 'not-in-sync') return 'not in sync'
  if (row.doubted) return 'unknown'
  if (row.exposure === null || row.restorableTo === null) return 'no point yet'
  return row.follows ? formatDuration(row.exposure) : <LiveExposure at={row.restorableTo} />
}
