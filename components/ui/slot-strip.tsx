import { Drawing } from '@/components/ui/drawing'

/** One expected run and what became of it; `waiting` is due, but its time to start is not over. */
export type Slot = {
  /** Epoch ms of the expected start. */
  at: number
  state: 'on-time' | 'late' | 'missed' | 'running' | 'unknown' | 'waiting'
}

type Props = {
  slots: readonly Slot[]
  /** Window shown, epoch ms; the expected runs of 7 days as a rule. */
  from: number
  to: number
  /** PITR and other continuous backups: one bar with breaks at the gaps, instead of boxes. */
  continuous?: boolean
  /** Breaks of a continuous backup, epoch ms. */
  gaps?: readonly { from: number; to: number }[]
  width?: number
  /** A sentence: "28 of 28 runs in 7 d", "1 missed". */
  label: string
}

/** Expected runs in a window: solid done, hollow missed, half late, dashed not seen. */
export function SlotStrip({ slots, from, to, continuous, gaps = [], width = 98, label }: Props) {
  const at = (time: number) => ((time - from) / (to - from)) * width
  if (continuous) {
    return (
      <Drawing width={width} height={14} label={label}>
        <rect x="0" y="5" width={width} height="4" fill="var(--t3)" />
        {gaps.map((gap) => (
          <g key={gap.from}>
            <rect
              x={at(gap.from) - 0.6}
              y="3"
              width={Math.max(3.2, at(gap.to) - at(gap.from))}
              height="8"
              fill="var(--bg0)"
            />
            <rect
              x={at(gap.from)}
              y="3.6"
              width={Math.max(2, at(gap.to) - at(gap.from) - 1.2)}
              height="6.8"
              fill="var(--risk-fill)"
            />
          </g>
        ))}
      </Drawing>
    )
  }
  const box = Math.max(1.5, Math.min(9, width / Math.max(slots.length, 1) - 1.4))
  return (
    <Drawing width={width} height={14} label={label}>
      {slots.map((slot, index) => (
        <SlotBox key={slot.at} slot={slot} x={(index * width) / Math.max(slots.length, 1)} width={box} />
      ))}
    </Drawing>
  )
}

const STROKES = {
  missed: 'var(--risk)',
  unknown: 'var(--unknown)',
  running: 'var(--running)',
  waiting: 'var(--line3)',
}

function SlotBox({ slot, x, width }: { slot: Slot; x: number; width: number }) {
  if (slot.state === 'on-time') return <rect x={x} y="3" width={width} height="8" fill="var(--t3)" />
  if (slot.state === 'late') {
    return (
      <>
        <rect x={x} y="3" width={width} height="8" fill="none" stroke="var(--risk)" strokeWidth="1" />
        <rect x={x} y="7" width={width} height="4" fill="var(--risk-fill)" />
      </>
    )
  }
  const missed = slot.state === 'missed'
  return (
    <rect
      x={x + 0.6}
      y={missed ? 1.6 : 3.6}
      width={Math.max(width - 0.8, 2.4)}
      height={missed ? 10.8 : 6.8}
      fill={slot.state === 'unknown' ? 'url(#hatch)' : 'none'}
      stroke={STROKES[slot.state]}
      strokeWidth={missed ? 1.6 : 0.9}
      strokeDasharray={missed ? undefined : '2 1.5'}
    />
  )
}
