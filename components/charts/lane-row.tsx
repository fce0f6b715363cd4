import type { Route } from 'next'
import Link from 'next/link'
import type { Lane, LanePoint } from '@/components/charts/types'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'

type Props = {
  lane: Lane
  from: number
  to: number
  now: number
  x: (at: number) => number
  /** Top of the row. */
  y: number
  width: number
}

/** One mechanism in one location. */
export function LaneRow({ lane, from, to, now, x, y, width }: Props) {
  const visible = lane.points.filter(
    ({ consistentAt, completedAt }) => consistentAt <= to && (completedAt ?? to) >= from,
  )
  return (
    <g>
      <line x1="0" x2={width} y1={y + 31} y2={y + 31} className="gridline" />
      <text x="0" y={y + 14} className="fill-t-1 text-[12px] font-medium">
        {lane.name}
      </text>
      <text x="0" y={y + 26} className="axis">
        {lane.sub}
      </text>
      {lane.unknown ? (
        <rect x={x(from)} y={y + 10} width={x(to) - x(from)} height="12" fill="url(#hatch)" opacity=".5" />
      ) : null}
      {lane.window ? <Window lane={lane} from={from} to={to} x={x} y={y + 10} /> : null}
      {visible.map((point) => (
        <Point key={point.key} point={point} x={x} from={from} to={Math.min(to, now)} y={y} />
      ))}
      {lane.note && visible.length === 0 && !lane.window ? (
        <text x={x(from) + 6} y={y + 20} className="axis-2">
          ← {lane.note}
        </text>
      ) : null}
      <Loss loss={lane.loss} x={width} y={y + 20} />
    </g>
  )
}

function Window({ lane, from, to, x, y }: Omit<Props, 'width' | 'now'>) {
  const begin = Math.max(lane.window?.from ?? from, from)
  const end = Math.min(lane.window?.to ?? to, to)
  if (begin >= end) return null
  return (
    <g>
      <rect x={x(begin)} y={y} width={x(end) - x(begin)} height="12" fill="var(--water-line)" />
      {lane.gaps
        ?.filter((gap) => gap.from < to && gap.to > from)
        .map((gap) => (
          <g key={gap.from}>
            <rect
              x={x(Math.max(gap.from, from))}
              y={y}
              width={Math.max(4, x(Math.min(gap.to, to)) - x(Math.max(gap.from, from)))}
              height="12"
              fill="var(--bg0)"
              stroke="var(--risk)"
              strokeWidth="1.5"
            />
            {gap.label ? (
              <text x={x(Math.min(gap.to, to)) + 7} y={y + 10} className="axis-b fill-bg-0">
                {gap.label}
              </text>
            ) : null}
          </g>
        ))}
    </g>
  )
}

type PointProps = {
  point: LanePoint
  x: (at: number) => number
  from: number
  to: number
  y: number
}

function Point({ point, x, from, to, y }: PointProps) {
  const colour = point.unusable ? 'var(--breach-fill)' : point.selected ? 'var(--accent)' : 'var(--t1)'
  const at = Math.max(x(point.consistentAt), x(from))
  const end = x(Math.min(point.completedAt ?? to, to))
  const name = `${point.label ?? 'Recovery point'}, consistent at ${formatTime(point.consistentAt)} UTC`
  const drawn = (
    <>
      <rect x={at - 8} y={y + 3} width={Math.max(16, end - at + 12)} height="25" fill="transparent" />
      <line
        x1={at}
        x2={end}
        y1={y + 15.5}
        y2={y + 15.5}
        stroke={colour}
        strokeWidth="3"
        opacity=".55"
        strokeDasharray={point.completedAt === null ? '3 2' : undefined}
      />
      {point.completedAt === null ? null : (
        <line x1={end} x2={end} y1={y + 11.5} y2={y + 19.5} stroke={colour} strokeWidth="1.3" />
      )}
      <path
        d={`M${at - 5.5} ${y + 7.5} h11 l-5.5 9z`}
        fill={point.inferred ? 'var(--bg0)' : colour}
        stroke={colour}
        strokeWidth={point.inferred ? 1.3 : 0}
      />
      <line x1={at - 5.5} x2={at + 5.5} y1={y + 7.5} y2={y + 7.5} stroke={colour} strokeWidth="2" />
      {point.verified ? (
        <path d={`M${end + 5} ${y + 15} l2.6 2.8 4.8 -6`} fill="none" stroke="var(--ok)" strokeWidth="1.7" />
      ) : null}
      {point.label ? (
        <text x={end + (point.verified ? 16 : 7)} y={y + 19.5} className="axis-2 on-plot">
          {point.label}
        </text>
      ) : null}
    </>
  )
  if (!point.href) return <g>{drawn}</g>
  return (
    <Link
      href={point.href as Route}
      aria-label={name}
      aria-current={point.selected ? 'true' : undefined}
      prefetch={false}
      scroll={false}
    >
      <title>{name}</title>
      {drawn}
    </Link>
  )
}

function Loss({ loss, x, y }: { loss: Lane['loss']; x: number; y: number }) {
  if (loss === undefined) return null
  if (loss === null) {
    return (
      <text x={x} y={y} textAnchor="end" className="fill-unknown text-[13px]">
        unknown
      </text>
    )
  }
  return (
    <>
      {loss.breached ? (
        <use href="#glyph-breach" x={x - 94} y={y - 10} width="12" height="12" className="glyph-breach" />
      ) : null}
      <text
        x={x}
        y={y}
        textAnchor="end"
        className={loss.breached ? 'fill-breach text-[13px]' : 'fill-t-1 text-[13px] font-semibold'}
      >
        {formatDuration(loss.ms)}
      </text>
    </>
  )
}
