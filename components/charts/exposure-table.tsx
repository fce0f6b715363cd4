import { breachSpans } from '@/components/charts/exposure-path'
import type { ExpectedRun, ExposurePanel, ExposureSegment } from '@/components/charts/types'
import { Table } from '@/components/ui/table'
import { DAY, formatDuration } from '@/lib/time/durations'
import { formatDay } from '@/lib/time/instants'

type Props = {
  main: ExposurePanel
  slots: readonly ExpectedRun[]
  from: number
  to: number
}

/** The chart's numbers by UTC day: highest exposure, time over the objective, time unknown, runs. */
export function ExposureTable({ main, slots, from, to }: Props) {
  const days: number[] = []
  for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) days.push(day)
  return (
    <Table
      caption="Exposure by day, UTC"
      columns={[
        { key: 'day', head: 'Day' },
        { key: 'peak', head: 'Highest', numeric: true },
        { key: 'over', head: 'Over RPO', numeric: true },
        { key: 'unknown', head: 'Unknown', numeric: true },
        { key: 'runs', head: 'Runs on time, late, missed', numeric: true },
      ]}
      rows={days.map((day) => ({
        key: String(day),
        cells: { day: formatDay(day, to), ...dayFacts(main, slots, day) },
      }))}
    />
  )
}

function dayFacts({ segments, rpo }: ExposurePanel, slots: readonly ExpectedRun[], day: number) {
  const pieces = segments.flatMap((segment) => cut(segment, day, day + DAY))
  const known = pieces.filter((piece) => piece.state === 'known')
  const unseen = pieces.filter((piece) => piece.state === 'unknown').reduce((sum, { from, to }) => sum + to - from, 0)
  const over = rpo === null ? null : breachSpans(pieces, rpo).reduce((sum, { from, to }) => sum + to - from, 0)
  const runs = slots.filter(({ at }) => at >= day && at < day + DAY)
  const count = (state: ExpectedRun['state']) => runs.filter((run) => run.state === state).length
  return {
    peak:
      known.length === 0 ? 'unknown' : formatDuration(Math.max(...known.map(({ start, end }) => Math.max(start, end)))),
    over: over === null ? 'n/a' : over === 0 ? 'none' : formatDuration(over),
    unknown: unseen === 0 ? 'none' : formatDuration(unseen),
    runs: runs.length === 0 ? 'none due' : `${count('on-time')}, ${count('late')}, ${count('missed')}`,
  }
}

function cut(segment: ExposureSegment, from: number, to: number): ExposureSegment[] {
  const start = Math.max(segment.from, from)
  const end = Math.min(segment.to, to)
  if (start >= end) return []
  if (segment.state !== 'known') return [{ ...segment, from: start, to: end }]
  const at = (moment: number) =>
    segment.start + ((segment.end - segment.start) * (moment - segment.from)) / (segment.to - segment.from)
  return [{ state: 'known', from: start, to: end, start: at(start), end: at(end) }]
}
