import { ChartFrame } from '@/components/charts/chart-frame'
import { timeTicks } from '@/components/charts/duration-ticks'
import { BetterPoint, DownBar, LossBar, Objective } from '@/components/charts/review-bars'
import type { Moment } from '@/components/charts/types'
import { labelRows } from '@/components/ui/label-rows'
import { Table } from '@/components/ui/table'
import { DAY, formatDuration } from '@/lib/time/durations'
import { formatDay, formatInstant, formatTime } from '@/lib/time/instants'

const WIDTH = 780
const LEFT = 24
const RIGHT = WIDTH - 106

type Props = {
  /** The moment to which the data came back, and what that point was; null when nothing was restored. */
  recoveredTo: Moment | null
  impactAt: number
  /** Where the loss ends when writes went on after the impact; the impact when absent. */
  lossUntil?: number
  /** null while service has not resumed. */
  resumedAt: number | null
  rto: { ms: number } | null
  /** Milestones between impact and the end. */
  moments?: readonly Moment[]
  /** A better point that could have been had. */
  better?: Moment
  now: number
}

/** What was lost before the impact, and how long service was down after it, on one axis. */
export function ReviewFigure(props: Props) {
  const { recoveredTo, impactAt, lossUntil = impactAt, resumedAt, rto, moments = [], better, now } = props
  const end = resumedAt ?? now
  const first = Math.min(recoveredTo?.at ?? impactAt, better?.at ?? impactAt, impactAt)
  const last = Math.max(end, rto ? impactAt + rto.ms : end, ...moments.map(({ at }) => at))
  const pad = Math.max((last - first) * 0.03, 60_000)
  const from = first - pad
  const to = last + pad
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (RIGHT - LEFT)
  const sentence = sentenceOf({ recoveredTo, impactAt, lossUntil, resumedAt, rto, now })
  return (
    <ChartFrame
      sentence={sentence}
      minWidth={700}
      maxWidth={860}
      table={<MomentsTable moments={allMoments({ recoveredTo, impactAt, resumedAt, moments, better })} now={now} />}
    >
      <svg viewBox={`0 0 ${WIDTH} 136`} width="100%" role="img" aria-label={sentence}>
        {timeTicks(from, to, 6).map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1="30" y2="116" className="gridline" />
            <text x={x(tick)} y="130" className="axis" textAnchor="middle">
              {tick % DAY === 0 ? formatDay(tick, now) : formatTime(tick).slice(0, 5)}
            </text>
          </g>
        ))}
        {recoveredTo ? <LossBar recoveredTo={recoveredTo} impactAt={impactAt} until={lossUntil} x={x} /> : null}
        <DownBar impactAt={impactAt} end={end} resumed={resumedAt !== null} x={x} />
        <Impact at={impactAt} x={x(impactAt)} />
        <Milestones moments={moments} x={x} />
        {rto ? <Objective impactAt={impactAt} rto={rto.ms} end={end} x={x} /> : null}
        {better ? <BetterPoint better={better} x={x} /> : null}
      </svg>
    </ChartFrame>
  )
}

// Its words stand to the left, so that those of what followed have the room to the right.
function Impact({ at, x }: { at: number; x: number }) {
  const left = x > LEFT + 90
  return (
    <g>
      <line x1={x} x2={x} y1="47" y2="64" stroke="var(--t2)" />
      <text x={left ? x - 4 : x} y={left ? 46 : 60} textAnchor={left ? 'end' : 'start'} className="axis-2 on-plot">
        {formatTime(at).slice(0, 5)} impact
      </text>
    </g>
  )
}

function Milestones({ moments, x }: { moments: readonly Moment[]; x: (at: number) => number }) {
  const placed = labelRows(
    moments.map(({ at, label }) => ({ x: x(at) + 4, text: `${formatTime(at).slice(0, 5)} ${label}` })),
    { rows: 2, until: [WIDTH, WIDTH] },
  )
  return placed.map(({ x: left, text, row }) => {
    const y = row === 1 ? 28 : 46
    return (
      <g key={`${text} ${left}`}>
        <line x1={left - 4} x2={left - 4} y1={row === null ? 56 : y + 2} y2="64" stroke="var(--t2)" />
        {row === null ? null : (
          <text x={left} y={y} className="axis-2 on-plot">
            {text}
          </text>
        )}
      </g>
    )
  })
}

function MomentsTable({ moments, now }: { moments: readonly Moment[]; now: number }) {
  return (
    <Table
      caption="Moments of the incident, UTC"
      columns={[
        { key: 'at', head: 'Time, UTC' },
        { key: 'what', head: 'What' },
      ]}
      rows={moments.map(({ at, label }) => ({
        key: `${label} ${at}`,
        cells: { at: formatInstant(at, now), what: label },
      }))}
    />
  )
}

function allMoments(props: Pick<Props, 'recoveredTo' | 'impactAt' | 'resumedAt' | 'moments' | 'better'>): Moment[] {
  const { recoveredTo, impactAt, resumedAt, moments = [], better } = props
  return [
    ...(recoveredTo ? [{ at: recoveredTo.at, label: `restored to: ${recoveredTo.label}` }] : []),
    ...(better ? [better] : []),
    { at: impactAt, label: 'impact' },
    ...moments,
    ...(resumedAt === null ? [] : [{ at: resumedAt, label: 'resumed' }]),
  ].sort((a, b) => a.at - b.at)
}

function sentenceOf(props: Omit<Props, 'moments' | 'better'>): string {
  const { recoveredTo, impactAt, lossUntil = impactAt, resumedAt, rto, now } = props
  const lost = recoveredTo
    ? `Loss window ${formatInstant(recoveredTo.at, now)} to ${formatInstant(lossUntil, now)} UTC, ${formatDuration(lossUntil - recoveredTo.at)}.`
    : 'No recovery point was used.'
  const down = resumedAt
    ? ` Down ${formatInstant(impactAt, now)} to ${formatInstant(resumedAt, now)} UTC, ${formatDuration(resumedAt - impactAt)}.`
    : ` Down since ${formatInstant(impactAt, now)} UTC.`
  return `${lost}${down}${rto ? ` Recovery time objective ${formatDuration(rto.ms)}.` : ''}`
}
