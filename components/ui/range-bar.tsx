import { Drawing } from '@/components/ui/drawing'

/** The bar runs from 0 to this share of its target. */
const FULL_SCALE = 1.5
const FEW = 3

type Props = {
  /** p50 and p90 of measured restores, in ms. */
  p50: number
  p90: number
  /** The objective, in ms. */
  target: number
  /** Measurements behind the estimate; under 3 it is drawn dashed and hollow. */
  n: number
  width?: number
  height?: number
  line?: boolean
  label?: string
}

/** A restore estimate on its RTO: dot p50, cap p90. Print `n` beside it, always. */
export function RangeBar({ p50, p90, target, n, width = 92, height = 26, line, label }: Props) {
  const middle = height / 2
  const at = (ms: number) => Math.min(ms / target / FULL_SCALE, 1) * (width - 4)
  const few = n < FEW
  const stroke = few ? 'var(--info)' : p90 > target ? 'var(--risk-fill)' : 'var(--ok-fill)'
  const targetAt = at(target)
  return (
    <Drawing width={width} height={height} label={label}>
      <line x1="0" x2={width} y1={middle} y2={middle} stroke="var(--bg3)" strokeWidth="4" />
      <line
        x1={at(p50)}
        x2={at(p90)}
        y1={middle}
        y2={middle}
        stroke={stroke}
        strokeWidth="4"
        strokeDasharray={few ? '4 3' : undefined}
      />
      <circle cx={at(p50)} cy={middle} r="4" fill={few ? 'var(--bg0)' : stroke} stroke={stroke} strokeWidth="1.4" />
      <line x1={at(p90)} x2={at(p90)} y1={middle - 6} y2={middle + 6} stroke={stroke} strokeWidth="2" />
      {line ? <line x1={targetAt} x2={targetAt} y1={middle - 10} y2={middle + 10} className="target-line" /> : null}
    </Drawing>
  )
}
