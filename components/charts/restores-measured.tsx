import { ChartFrame } from '@/components/charts/chart-frame'
import { durationTicks } from '@/components/charts/duration-ticks'
import type { MeasuredRestore } from '@/components/charts/types'
import { Instant } from '@/components/ui/instant'
import { Table } from '@/components/ui/table'
import { formatDuration } from '@/lib/time/durations'

const WIDTH = 340
const MIDDLE = 30

type Props = {
  /** The RTO in ms; null where none is stated. */
  target: number | null
  /** Each measured restore; with fewer than five there are dots and nothing else, never a mean. */
  restores: readonly MeasuredRestore[]
}

/** Measured restore times against the objective. Square: a real incident; disc: a drill or a plain restore. */
export function RestoresMeasured({ target, restores }: Props) {
  const sentence = sentenceOf(target, restores)
  const max = Math.max(target ?? 0, ...restores.map(({ ms }) => ms), 60_000) * 1.12
  const x = (ms: number) => (ms / max) * WIDTH
  return (
    <ChartFrame sentence={sentence} minWidth={280} table={<RestoresTable restores={restores} />}>
      <svg viewBox={`0 0 ${WIDTH} 62`} width="100%" role="img" aria-label={sentence}>
        <line x1="0" x2={WIDTH} y1={MIDDLE} y2={MIDDLE} className="gridline-2" />
        {restores.map((restore, index) => (
          <Dot key={restore.key} restore={restore} x={x(restore.ms)} y={MIDDLE + (index % 2) * 8} />
        ))}
        {target === null ? null : (
          <>
            <line x1={x(target)} x2={x(target)} y1="8" y2="46" className="target-line" />
            <text x={x(target) - 5} y="16" textAnchor="end" className="axis-b">
              {formatDuration(target)}
            </text>
          </>
        )}
        {durationTicks(max, 4).map((tick) => (
          <text key={tick} x={x(tick)} y="58" textAnchor={tick === 0 ? 'start' : 'middle'} className="axis">
            {tick === 0 ? '0' : formatDuration(tick)}
          </text>
        ))}
      </svg>
    </ChartFrame>
  )
}

function Dot({ restore, x, y }: { restore: MeasuredRestore; x: number; y: number }) {
  if (restore.kind === 'incident') return <rect x={x - 5} y={MIDDLE - 5} width="10" height="10" fill="var(--t1)" />
  return <circle cx={x} cy={y} r="4" fill="var(--t2)" stroke="var(--bg0)" />
}

function RestoresTable({ restores }: Pick<Props, 'restores'>) {
  return (
    <Table
      caption="Measured restores, newest first"
      columns={[
        { key: 'what', head: 'Restore' },
        { key: 'when', head: 'When, UTC' },
        { key: 'took', head: 'Took', numeric: true },
      ]}
      rows={[...restores]
        .sort((a, b) => b.at - a.at)
        .map((restore) => ({
          key: restore.key,
          cells: { what: restore.label, when: <Instant at={restore.at} />, took: formatDuration(restore.ms) },
        }))}
    />
  )
}

function sentenceOf(target: number | null, restores: readonly MeasuredRestore[]): string {
  const against = target === null ? 'no target is stated' : `target ${formatDuration(target)}`
  if (restores.length === 0) return `No restore has been measured, ${against}.`
  const lengths = restores.map(({ ms }) => ms)
  const range =
    restores.length === 1
      ? `One measured restore of ${formatDuration(lengths[0] ?? 0)}`
      : `${restores.length} measured restores between ${formatDuration(Math.min(...lengths))} and ${formatDuration(Math.max(...lengths))}`
  return `${range}, ${against}.`
}
