import { ChartFrame } from '@/components/charts/chart-frame'
import { timeTicks } from '@/components/charts/duration-ticks'
import { LaneRow } from '@/components/charts/lane-row'
import { LanesTable } from '@/components/charts/lanes-table'
import type { Lane, Moment } from '@/components/charts/types'
import { DAY, formatDuration } from '@/lib/time/durations'
import { formatDay, formatInstant, formatTime } from '@/lib/time/instants'

const WIDTH = 960
const LEFT = 168
const RIGHT = WIDTH - 96
const HEAD = 34
const ROW = 31

type Props = {
  /** Window shown, epoch ms. */
  from: number
  to: number
  now: number
  lanes: readonly Lane[]
  /** The chosen moment: an accent line through all lanes. */
  cursor?: number
  /** Other moments that matter: "writes off", "first bad row". */
  moments?: readonly Moment[]
  /** Head of the right column. */
  lossHead?: string
}

/**
 * Recovery points by mechanism and location. The triangle stands at consistent-at, the tail ends at completed-at, a
 * restore window is a band. Points are links; the drawing itself needs no JavaScript.
 */
export function Lanes({ from, to, now, lanes, cursor, moments = [], lossHead = 'loss if chosen' }: Props) {
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (RIGHT - LEFT)
  const inside = (at: number) => at >= from && at <= to
  const height = HEAD + lanes.length * ROW + 4
  const sentence = sentenceOf(lanes, from, to)
  return (
    <ChartFrame sentence={sentence} minWidth={880} table={<LanesTable lanes={lanes} now={now} />}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of links with a sentence; an image could not hold links */}
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width="100%" role="group" aria-label={sentence}>
        <TimeAxis from={from} to={to} now={now} x={x} height={height} taken={[now, ...moments.map(({ at }) => at)]} />
        <text x={WIDTH} y="28" className="axis-2" textAnchor="end">
          {lossHead}
        </text>
        {lanes.map((lane, index) => (
          <LaneRow
            key={lane.key}
            lane={lane}
            from={from}
            to={to}
            now={now}
            x={x}
            y={HEAD + index * ROW}
            width={WIDTH}
          />
        ))}
        {moments
          .filter(({ at }) => inside(at))
          .map(({ at, label }) => (
            <g key={`${label} ${at}`}>
              <line x1={x(at)} x2={x(at)} y1={HEAD} y2={height} stroke="var(--t1)" strokeDasharray="2 3" />
              <text x={x(at)} y="28" className="axis-2 font-stretch-84%" textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
        {inside(now) ? (
          <>
            <line x1={x(now)} x2={x(now)} y1={HEAD} y2={height} stroke="var(--t3)" />
            <text x={x(now)} y="15" className="axis" textAnchor="middle">
              now
            </text>
          </>
        ) : null}
        {cursor !== undefined && inside(cursor) ? <Cursor at={cursor} now={now} x={x(cursor)} height={height} /> : null}
      </svg>
    </ChartFrame>
  )
}

type AxisProps = {
  from: number
  to: number
  now: number
  x: (at: number) => number
  height: number
  /** Moments whose words stand in the same line. */
  taken: readonly number[]
}

function TimeAxis({ from, to, now, x, height, taken }: AxisProps) {
  const days = to - from > 2 * DAY
  return (
    <g>
      <text x="0" y="28" className="axis-2">
        {days ? 'UTC' : `${formatDay(from, now)}, UTC`}
      </text>
      {timeTicks(from, to, 12).map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={HEAD}
            y2={height}
            className={tick % DAY === 0 ? 'gridline-2' : 'gridline'}
          />
          {taken.some((at) => Math.abs(x(tick) - x(at)) < 40) ? null : (
            <text x={x(tick)} y="28" className="axis" textAnchor="middle">
              {tick % DAY === 0 ? formatDay(tick, now) : formatTime(tick).slice(0, 5)}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

function Cursor({ at, now, x, height }: { at: number; now: number; x: number; height: number }) {
  const words = formatInstant(at, now)
  const width = words.length * 6.8 + 14
  const left = Math.min(Math.max(x - width + 1, LEFT), RIGHT - width)
  return (
    <g>
      <line x1={x} x2={x} y1="18" y2={height} stroke="var(--accent)" strokeWidth="2" />
      <rect x={left} y="1" width={width} height="18" fill="var(--accent)" />
      <text x={left + width / 2} y="14" textAnchor="middle" className="fill-accent-on text-[12px] font-semibold">
        {words}
      </text>
    </g>
  )
}

function sentenceOf(lanes: readonly Lane[], from: number, to: number): string {
  const points = lanes.reduce((sum, lane) => sum + lane.points.length, 0)
  const windows = lanes.filter((lane) => lane.window).length
  return `Recovery points in ${formatDuration(to - from)} by mechanism and location: ${points} points in ${lanes.length} lanes${
    windows > 0 ? `, ${windows} with a restore window` : ''
  }.`
}
