import type { Moment } from '@/components/charts/types'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'

type Scale = (at: number) => number

/** The loss window: from the point the data came back to, until writes stopped; what lies after the impact runs below the down time. */
export function LossBar({
  recoveredTo,
  impactAt,
  until,
  x,
}: {
  recoveredTo: Moment
  impactAt: number
  until: number
  x: Scale
}) {
  const left = x(recoveredTo.at)
  const width = Math.max(1, x(impactAt) - left)
  const words = `loss window ${formatDuration(until - recoveredTo.at, 3)}`
  const space = words.length * 6.6 + 12
  return (
    <g>
      <rect x={left} y="64" width={width} height="20" fill="url(#hatch-breach)" stroke="var(--breach-fill)" />
      {until > impactAt ? (
        <rect
          x={x(impactAt)}
          y="84"
          width={Math.max(1, x(until) - x(impactAt))}
          height="5"
          fill="url(#hatch-breach)"
          stroke="var(--breach-fill)"
        />
      ) : null}
      {width > space ? (
        <>
          <rect x={left + width / 2 - space / 2} y="67" width={space} height="14" fill="var(--bg0)" />
          <text x={left + width / 2} y="78" textAnchor="middle" className="axis-b text-[12px]">
            {words}
          </text>
        </>
      ) : (
        <text x={left} y="98" className="axis-b">
          {words}
        </text>
      )}
      <path d={`M${left - 6} 52h12l-6 8z`} fill="var(--t1)" />
      <line x1={left} x2={left} y1="58" y2="90" stroke="var(--t1)" strokeWidth="1.5" />
      <text x={left - 4} y="12" className="axis-2">
        restored to {formatTime(recoveredTo.at)}, {recoveredTo.label}
      </text>
      <line x1={left} x2={left} y1="15" y2="52" className="gridline-2" />
    </g>
  )
}

/** How long service was down; open-ended and dashed while it has not resumed. */
export function DownBar({ impactAt, end, resumed, x }: { impactAt: number; end: number; resumed: boolean; x: Scale }) {
  const left = x(impactAt)
  const width = Math.max(1, x(end) - left)
  const words = `down ${formatDuration(end - impactAt, 3)}`
  const fits = width > words.length * 6.8 + 8
  return (
    <g>
      <rect x={left} y="64" width={width} height="20" fill="var(--t1)" />
      {fits ? (
        <text x={left + width / 2} y="78" textAnchor="middle" className="axis-b fill-bg-0 text-[12px]">
          {words}
        </text>
      ) : null}
      <text x={x(end) + 6} y="78" className="axis-b">
        {resumed ? `${formatTime(end).slice(0, 5)} resumed` : 'not resumed'}
        {fits ? '' : `, ${words}`}
      </text>
    </g>
  )
}

/** The recovery time objective: the line, and by how much it was passed. */
export function Objective({ impactAt, rto, end, x }: { impactAt: number; rto: number; end: number; x: Scale }) {
  const at = impactAt + rto
  const over = end - at
  const colour = over > 0 ? 'var(--breach-fill)' : 'var(--mark)'
  return (
    <g>
      <line x1={x(at)} x2={x(at)} y1="60" y2="104" stroke={colour} strokeWidth="2.5" />
      <text x={x(at) - 6} y="102" textAnchor="end" className="axis-b">
        {formatTime(at).slice(0, 5)} RTO {formatDuration(rto)}
      </text>
      {over > 0 ? (
        <>
          <path d={`M${x(at) + 3} 94H${x(end)}`} stroke="var(--breach-fill)" strokeWidth="3" />
          <text x={x(end) + 6} y="98" className="axis-b fill-breach">
            {formatDuration(over)} over
          </text>
        </>
      ) : null}
    </g>
  )
}

/** A better point that could have been had, so that the next choice is better. */
export function BetterPoint({ better, x }: { better: Moment; x: Scale }) {
  const right = x(better.at) > 260
  return (
    <g>
      <path d={`M${x(better.at)} 112 v-22`} stroke="var(--ok)" strokeWidth="1.5" />
      <text x={x(better.at) + (right ? -5 : 5)} y="114" textAnchor={right ? 'end' : 'start'} className="axis-2 fill-ok">
        {better.label} {formatTime(better.at)}
      </text>
    </g>
  )
}
