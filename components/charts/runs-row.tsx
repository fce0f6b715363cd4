import type { ExpectedRun } from '@/components/charts/types'
import { formatTime } from '@/lib/time/instants'

const MANY = 120

type Props = {
  slots: readonly ExpectedRun[]
  x: (at: number) => number
  y: number
  /** Right end of the row's name. */
  labelAt: number
}

/** Expected runs at their moments: solid done, hollow missed, half late, hatched not seen, dashed to come. */
export function RunsRow({ slots, x, y, labelAt }: Props) {
  const width = slots.length > MANY ? 1.2 : 4
  const missed = slots.filter((slot) => slot.state === 'missed')
  return (
    <g>
      <text x={labelAt} y={y + 8} className="axis" textAnchor="end">
        slots
      </text>
      {slots.map((slot) => (
        <RunBox key={slot.at} state={slot.state} x={x(slot.at)} y={y} width={width} />
      ))}
      {missed.slice(-2).map((slot) => (
        <text
          key={slot.at}
          x={x(slot.at) + (x(slot.at) > 780 ? -8 : 13)}
          y={y + 9}
          className="axis-b on-plot fill-risk"
          textAnchor={x(slot.at) > 780 ? 'end' : 'start'}
        >
          {formatTime(slot.at).slice(0, 5)} missed
        </text>
      ))}
    </g>
  )
}

function RunBox({ state, x, y, width }: { state: ExpectedRun['state']; x: number; y: number; width: number }) {
  if (state === 'on-time') return <rect x={x} y={y} width={width} height="9" fill="var(--t2)" />
  if (state === 'missed') {
    return <rect x={x} y={y - 1} width={9} height="11" fill="var(--bg0)" stroke="var(--risk)" strokeWidth="1.8" />
  }
  if (state === 'late') {
    return (
      <>
        <rect x={x} y={y} width={Math.max(width, 4)} height="9" fill="none" stroke="var(--risk)" />
        <rect x={x} y={y + 4.5} width={Math.max(width, 4)} height="4.5" fill="var(--risk-fill)" />
      </>
    )
  }
  return (
    <rect
      x={x}
      y={y}
      width={Math.max(width, 3)}
      height="9"
      fill={state === 'unknown' ? 'url(#hatch)' : 'none'}
      stroke={state === 'unknown' ? 'var(--unknown)' : state === 'running' ? 'var(--running)' : 'var(--line3)'}
      strokeWidth=".9"
      strokeDasharray="2 1.5"
    />
  )
}
