import type { FuseEta, FuseMoment, FuseProps } from '@/components/ui/fuse'
import { labelRows } from '@/components/ui/label-rows'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'

const HEIGHT = 56
const MIDDLE = 30
const EDGE = 8
/** Where the label of the impact, which stands first, has ended: `13:08 impact` and a gap, px. */
const IMPACT_ENDS = 90

type Props = Omit<FuseProps, 'endedAt' | 'width'> & {
  now: number
  ended: boolean
  width: number
}

/** The drawing of a fuse at one moment and one width. */
export function FuseDrawing({ impactAt, deadlineAt, deadlineLabel, moments = [], eta, now, ended, width }: Props) {
  const last = Math.max(now, deadlineAt ?? 0, eta?.p90 ?? 0, impactAt + 60_000)
  const span = deadlineAt === null || now > deadlineAt ? (last - impactAt) * 1.06 : last - impactAt
  const x = (at: number) => EDGE + Math.max(0, (at - impactAt) / span) * (width - 2 * EDGE)
  const over = deadlineAt !== null && now > deadlineAt
  const nowAt = x(now)
  return (
    <svg
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={sentenceOf({ impactAt, deadlineAt, deadlineLabel, eta, now, ended })}
    >
      <line x1={EDGE} x2={width - EDGE} y1={MIDDLE} y2={MIDDLE} stroke="var(--line2)" strokeWidth="2" />
      <rect x={EDGE} y={MIDDLE - 4} width={Math.max(1, nowAt - EDGE)} height="8" fill="var(--t1)" />
      {over && deadlineAt !== null ? (
        <rect x={x(deadlineAt)} y={MIDDLE - 4} width={nowAt - x(deadlineAt)} height="8" fill="var(--breach-fill)" />
      ) : null}
      {eta && !ended ? <Eta eta={eta} x={x} nowAt={nowAt} width={width} /> : null}
      <Labels
        moments={[{ at: impactAt, label: 'impact' }, ...moments]}
        x={x}
        until={roomForLabels({ deadlineAt, deadlineLabel, eta: ended ? null : eta, x, nowAt, width })}
      />
      <path d={`M${nowAt} ${MIDDLE - 4} l-5 -8 h10z`} fill="var(--t1)" />
      <text
        x={nowAt > width - 90 ? nowAt - 9 : Math.max(nowAt + 9, IMPACT_ENDS)}
        y="21"
        textAnchor={nowAt > width - 90 ? 'end' : 'start'}
        className="axis-b"
      >
        {ended ? 'resumed' : 'now'}
      </text>
      {deadlineAt === null ? null : (
        <Deadline at={deadlineAt} label={deadlineLabel} x={x} eta={ended ? null : (eta ?? null)} width={width} />
      )}
    </svg>
  )
}

type Scale = (at: number) => number

type LabelsProps = {
  moments: readonly FuseMoment[]
  x: Scale
  /** Where the upper and the lower row of labels end, px. */
  until: [number, number]
}

function Labels({ moments, x, until }: LabelsProps) {
  const placed = labelRows(
    moments.map(({ at, label }) => ({ x: x(at), text: `${formatTime(at).slice(0, 5)} ${label}` })),
    { rows: 2, until },
  )
  return placed.map(({ x: at, text, row }) => (
    <g key={`${text} ${at}`}>
      <line x1={at} x2={at} y1={MIDDLE - 8} y2={MIDDLE + 8} stroke="var(--t1)" strokeWidth="1.25" />
      {row === null ? null : (
        <text x={at} y={row === 0 ? 17 : 50} className="axis-2">
          {text}
        </text>
      )}
    </g>
  ))
}

function Eta({ eta, x, nowAt, width }: { eta: FuseEta; x: Scale; nowAt: number; width: number }) {
  const left = Math.max(x(eta.p50) - (x(eta.p90) - x(eta.p50)) * 0.4, nowAt)
  const words = `in service ${formatTime(eta.p50).slice(0, 5)} to ${formatTime(eta.p90).slice(0, 5)}`
  const note = ` (p50 to p90, n = ${eta.n})`
  return (
    <g>
      <line
        x1={nowAt}
        x2={left}
        y1={MIDDLE}
        y2={MIDDLE}
        stroke="var(--running)"
        strokeWidth="1.3"
        strokeDasharray="4 3"
      />
      <rect
        x={left}
        y={MIDDLE - 6}
        width={Math.max(2, x(eta.p90) - left)}
        height="12"
        fill="none"
        stroke="var(--running)"
        strokeWidth="1.3"
        strokeDasharray="4 3"
      />
      <line x1={x(eta.p50)} x2={x(eta.p50)} y1={MIDDLE - 6} y2={MIDDLE + 6} stroke="var(--running)" strokeWidth="2" />
      <text x={Math.min(x(eta.p90), width - EDGE)} y="50" textAnchor="end" className="axis-2 fill-running">
        {words}
        {width > 900 ? note : ''}
      </text>
    </g>
  )
}

type DeadlineProps = {
  at: number
  label?: string
  x: Scale
  eta: FuseEta | null
  width: number
}

function Deadline({ at, label, x, eta, width }: DeadlineProps) {
  const margin = eta ? at - eta.p90 : 0
  const room = eta ? x(at) - x(eta.p90) : 0
  return (
    <g>
      <line x1={x(at)} x2={x(at)} y1="14" y2="46" stroke="var(--mark)" strokeWidth="2.5" />
      <path d={`M${x(at) - 6} 10 h12 l-6 7z`} fill="var(--mark)" />
      <text x={x(at) - 12} y="18" textAnchor="end" className="axis-b">
        {formatTime(at).slice(0, 5)} {width > 480 ? label : null}
      </text>
      {eta && room > 110 ? (
        <>
          <path
            d={`M${x(eta.p90) + 4} ${MIDDLE} H${x(at) - 5} M${x(eta.p90) + 8} ${MIDDLE - 3}l-4 3 4 3 M${x(at) - 9} ${MIDDLE - 3}l4 3-4 3`}
            fill="none"
            stroke="var(--t3)"
          />
          <text x={(x(eta.p90) + x(at)) / 2 + 14} y="50" textAnchor="middle" className="axis-2">
            {formatDuration(margin)} margin{width > 700 ? ' at p90' : ''}
          </text>
        </>
      ) : null}
    </g>
  )
}

type Room = Pick<FuseProps, 'deadlineAt' | 'deadlineLabel' | 'eta'> & {
  x: Scale
  nowAt: number
  width: number
}

// Above, labels keep clear of "now" and of the deadline's; below, of the expected return.
function roomForLabels({ deadlineAt, deadlineLabel, eta, x, nowAt, width }: Room): [number, number] {
  const deadline = deadlineAt === null ? width : x(deadlineAt) - 18 - ((deadlineLabel?.length ?? 0) + 6) * 6
  return [
    Math.min(Math.max(nowAt - 4, IMPACT_ENDS - 6), deadline),
    eta ? x(eta.p90) - (width > 900 ? 290 : 165) : width - 20,
  ]
}

function sentenceOf({
  impactAt,
  deadlineAt,
  deadlineLabel,
  eta,
  now,
  ended,
}: Omit<Props, 'width' | 'moments'>): string {
  const clock = (at: number) => formatTime(at).slice(0, 5)
  return [
    `Impact ${clock(impactAt)}`,
    `${ended ? 'resumed' : 'now'} ${clock(now)}`,
    ...(eta && !ended ? [`expected in service ${clock(eta.p50)} to ${clock(eta.p90)}`] : []),
    deadlineAt === null
      ? 'no recovery time objective is stated'
      : `${deadlineLabel ?? 'RTO'} ends ${clock(deadlineAt)}`,
  ]
    .join(', ')
    .concat(' UTC')
}
