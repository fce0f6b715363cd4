import type { Lane } from '@/components/charts/types'
import { Table } from '@/components/ui/table'
import { formatDuration } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

/** The lanes as numbers: what each offers, newest and oldest in the window shown. */
export function LanesTable({ lanes, now }: { lanes: readonly Lane[]; now: number }) {
  return (
    <Table
      caption="Recovery points by mechanism and location, times UTC"
      columns={[
        { key: 'lane', head: 'Mechanism and location' },
        { key: 'window', head: 'Restore window' },
        { key: 'count', head: 'Points shown', numeric: true },
        { key: 'newest', head: 'Newest, consistent at' },
        { key: 'loss', head: 'Loss if chosen', numeric: true },
      ]}
      rows={lanes.map((lane) => ({ key: lane.key, cells: cellsOf(lane, now) }))}
    />
  )
}

function cellsOf(lane: Lane, now: number) {
  const newest = lane.points.reduce((last, { consistentAt }) => Math.max(last, consistentAt), Number.NEGATIVE_INFINITY)
  return {
    lane: `${lane.name}, ${lane.sub}`,
    window: lane.window ? `${formatInstant(lane.window.from, now)} to ${formatInstant(lane.window.to, now)}` : 'none',
    count: lane.points.length,
    newest: Number.isFinite(newest) ? formatInstant(newest, now) : (lane.note ?? 'none'),
    loss: lane.loss === undefined ? 'n/a' : lane.loss === null ? 'unknown' : formatDuration(lane.loss.ms),
  }
}
