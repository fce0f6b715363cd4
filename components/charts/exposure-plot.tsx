import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { durationTicks } from '@/components/charts/duration-ticks'
import { aboveTarget, breachSpans, exposureLines, type Vertex } from '@/components/charts/exposure-path'
import type { ExposurePanel, ExposureSegment } from '@/components/charts/types'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'

const LEFT = 46
const RIGHT = 896
const DAY_NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

type Props = {
  panel: ExposurePanel
  from: number
  to: number
  x: (at: number) => number
  top: number
  height: number
  /** Print the worst breach and the unknown periods; small panels leave it to their sentence. */
  labels?: boolean
}

/** One panel of exposure: water below the line, breach above it, hatch where nothing is known. */
export function ExposurePlot({ panel, from, to, x, top, height, labels }: Props) {
  const { segments, rpo } = panel
  const lines = exposureLines(segments, from, to, 850)
  const highest = Math.max(0, ...lines.flat().map(([, exposure]) => exposure))
  const max = Math.max(highest * 1.08, (rpo ?? 0) * 1.2, 60_000)
  const y = scaleLinear([0, max], [top + height, top])
  const place = line<Vertex>(
    ([at]) => round(x(at)),
    ([, exposure]) => round(y(exposure)),
  )
  const fill = area<Vertex>(
    ([at]) => round(x(at)),
    y(0),
    ([, exposure]) => round(y(exposure)),
  )
  return (
    <g>
      {durationTicks(max, labels ? 4 : 2).map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={RIGHT} y1={y(tick)} y2={y(tick)} className={tick === 0 ? 'gridline-2' : 'gridline'} />
          {rpo !== null && Math.abs(y(tick) - y(rpo)) < 11 ? null : (
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="axis">
              {tick === 0 ? '0' : formatDuration(tick)}
            </text>
          )}
        </g>
      ))}
      {lines.map((vertices) => (
        <g key={vertices[0]?.[0]}>
          <path d={fill(vertices) ?? ''} className="water-fill" />
          {rpo === null ? null : <Above d={outlines(vertices, rpo, place)} quiet={!labels} />}
          {labels ? <path d={place(vertices) ?? ''} className="water-edge" /> : null}
        </g>
      ))}
      <Gaps segments={segments} x={x} top={top} height={height} labels={labels} />
      {rpo === null ? null : <TargetLine rpo={rpo} y={y(rpo)} named={labels} />}
      {labels && rpo !== null ? <WorstBreach segments={segments} rpo={rpo} x={x} y={y} top={top} /> : null}
    </g>
  )
}

// A further panel says "what if", so its breach is drawn quieter than the one that is measured now.
function Above({ d, quiet }: { d: string; quiet: boolean }) {
  if (!quiet) return <path d={d} fill="var(--breach-fill)" />
  return (
    <>
      <path d={d} fill="var(--bg0)" />
      <path d={d} fill="url(#hatch-breach)" opacity=".38" />
      <path d={d} fill="none" stroke="var(--breach-fill)" strokeWidth="1.1" />
    </>
  )
}

function TargetLine({ rpo, y, named }: { rpo: number; y: number; named?: boolean }) {
  return (
    <>
      <line x1={LEFT} x2={RIGHT} y1={y} y2={y} className="target-line" />
      <text x={LEFT - 6} y={y + 4} textAnchor="end" className="axis-b">
        {formatDuration(rpo)}
      </text>
      {named ? (
        <text x={LEFT + 6} y={y - 6} className="axis-b">
          RPO {formatDuration(rpo)}
        </text>
      ) : null}
    </>
  )
}

type GapsProps = {
  segments: readonly ExposureSegment[]
  x: (at: number) => number
  top: number
  height: number
  labels?: boolean
}

function Gaps({ segments, x, top, height, labels }: GapsProps) {
  const gaps = segments.filter((segment) => segment.state !== 'known')
  const longest = [...gaps].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, labels ? 2 : 0)
  return gaps.map((gap) => {
    const width = Math.max(2, x(gap.to) - x(gap.from))
    const inside = width > 150
    return (
      <g key={gap.from}>
        <rect x={x(gap.from)} y={top} width={width} height={height} fill="var(--bg0)" />
        <rect
          x={x(gap.from)}
          y={top}
          width={width}
          height={height}
          fill={gap.state === 'unknown' ? 'url(#hatch)' : 'none'}
          stroke={gap.state === 'unknown' ? 'var(--unknown)' : 'var(--line3)'}
          strokeDasharray="3 3"
          strokeWidth=".8"
        />
        {longest.includes(gap) ? (
          <GapLabel gap={gap} x={x} top={inside ? top + height / 2 - 9 : top} inside={inside} />
        ) : null}
      </g>
    )
  })
}

function GapLabel({
  gap,
  x,
  top,
  inside,
}: {
  gap: ExposureSegment
  x: (at: number) => number
  top: number
  inside: boolean
}) {
  const words = `${gap.state === 'unknown' ? 'unknown' : 'no point yet'} ${formatDuration(gap.to - gap.from)}`
  const left = x(gap.from)
  if (inside) {
    return (
      <>
        <rect x={left + 4} y={top + 1} width={words.length * 6.2 + 6} height="17" fill="var(--bg0)" />
        <text x={left + 8} y={top + 13} className="axis-b fill-unknown">
          {words}
        </text>
      </>
    )
  }
  const toTheLeft = left > 200
  return (
    <text
      x={toTheLeft ? left - 6 : x(gap.to) + 6}
      y={top + 10}
      textAnchor={toTheLeft ? 'end' : 'start'}
      className="axis-b fill-unknown"
    >
      {words}
    </text>
  )
}

type WorstProps = {
  segments: readonly ExposureSegment[]
  rpo: number
  x: (at: number) => number
  y: (exposure: number) => number
  top: number
}

function WorstBreach({ segments, rpo, x, y, top }: WorstProps) {
  const [worst] = breachSpans(segments, rpo).sort((a, b) => b.peak - a.peak)
  if (!worst) return null
  const right = x(worst.peakAt) > 700
  return (
    <text
      x={x(worst.peakAt) + (right ? -6 : 6)}
      y={Math.max(y(worst.peak) + 9, top + 9)}
      textAnchor={right ? 'end' : 'start'}
      className="axis-b fill-breach"
    >
      {formatDuration(worst.peak)}, {DAY_NAMES[new Date(worst.peakAt).getUTCDay()]}{' '}
      {formatTime(worst.peakAt).slice(0, 5)}
    </text>
  )
}

function outlines(line: readonly Vertex[], rpo: number, place: (line: Vertex[]) => string | null): string {
  return aboveTarget(line, rpo)
    .map((outline) => `${place(outline) ?? ''}Z`)
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
