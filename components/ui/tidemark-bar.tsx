import { Drawing } from '@/components/ui/drawing'
import type { Tone } from '@/components/ui/mark'

/** The bar runs from 0 to this share of its own target. */
const FULL_SCALE = 1.5
/** Share of the target from which a value is at risk: DOMAIN.md, "Verdict by ratio". */
const AT_RISK = 0.8

type Props = {
  /** Value ÷ target; null when not known. */
  ratio: number | null
  /** Facts too old: hatched, whatever the last value was. */
  unknown?: boolean
  /** The clock is held (writes stopped): drawn neutral. */
  held?: boolean
  /** Another colour than the ratio's own, e.g. for a row that cannot meet its objective. */
  tone?: Tone
  width?: number
  height?: number
  /** Draw the target line in the bar itself; tables draw one unbroken line through the column instead. */
  line?: boolean
  /** A sentence; without it the bar is decoration beside its figures. */
  label?: string
}

/** A value on its own target, 0 to 150 %. The target is at two thirds of the width; beyond 150 % the end breaks. */
export function TidemarkBar(props: Props) {
  const { ratio, unknown, held, tone, width = 120, height = 26, line, label } = props
  const top = height / 2 - 6
  const hatched = unknown || ratio === null
  const shown = Math.min(ratio ?? 0, FULL_SCALE)
  const end = Math.max(ratio ? 1.5 : 0, (shown / FULL_SCALE) * width)
  const broken = !hatched && ratio > FULL_SCALE
  const targetAt = width / FULL_SCALE
  return (
    <Drawing width={width} height={height} label={label}>
      <rect x="0" y={top} width={width} height="12" fill="var(--bg3)" />
      {hatched ? (
        <rect
          x=".5"
          y={top + 0.5}
          width={width - 1}
          height="11"
          fill="url(#hatch)"
          stroke="var(--unknown)"
          strokeDasharray="3 2.5"
        />
      ) : (
        <rect
          x="0"
          y={top}
          width={end}
          height="12"
          fill={held ? 'var(--t2)' : `var(--${tone ?? toneOf(ratio)}-fill)`}
        />
      )}
      {broken ? <path d={`M${width - 15} ${top - 2} l-5 8 h5 l-5 8 h4 l5 -8 h-5 l5 -8z`} fill="var(--bg0)" /> : null}
      {line ? <line x1={targetAt} x2={targetAt} y1={top - 4} y2={top + 16} className="target-line" /> : null}
    </Drawing>
  )
}

/** The factor printed beside a broken bar: 2.5×; null within 150 %. */
export function overFactor(ratio: number | null): string | null {
  return ratio !== null && ratio > FULL_SCALE ? `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×` : null
}

function toneOf(ratio: number): Tone {
  if (ratio > 1) return 'breach'
  return ratio > AT_RISK ? 'risk' : 'ok'
}
