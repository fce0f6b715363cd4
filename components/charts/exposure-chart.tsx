import { ChartFrame } from '@/components/charts/chart-frame'
import { DayAxis } from '@/components/charts/day-axis'
import { describeExposure } from '@/components/charts/describe-exposure'
import { ExposurePlot } from '@/components/charts/exposure-plot'
import { ExposureTable } from '@/components/charts/exposure-table'
import { RunsRow } from '@/components/charts/runs-row'
import type { ExpectedRun, ExposureLocation, ExposurePanel } from '@/components/charts/types'
import { formatDuration } from '@/lib/time/durations'

const WIDTH = 900
const LEFT = 46
const RIGHT = WIDTH - 4
const TOP = 14
const MAIN_HEIGHT = 162
const BELOW_HEIGHT = 60

/** An incident drawn at its moment: a dotted line, and what its clock was held at. */
export type ExposureIncident = {
  number: string
  at: number
  heldMs?: number
}

type Props = {
  /** Window, epoch ms; seven days as a rule. */
  from: number
  to: number
  main: ExposurePanel
  /** One more panel a location where the answer differs. */
  below?: readonly ExposureLocation[]
  /** Expected runs, drawn under the main panel. */
  slots?: readonly ExpectedRun[]
  incidents?: readonly ExposureIncident[]
}

/** Time since the newest restorable point. It falls to the age of the point, not to zero. Server-rendered. */
export function ExposureChart({ from, to, main, below = [], slots = [], incidents = [] }: Props) {
  const sentence = describeExposure(main, from, to)
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (RIGHT - LEFT)
  const bottom = TOP + MAIN_HEIGHT
  const axisAt = bottom + (slots.length > 0 ? 34 : 18)
  const belowAt = (index: number) => axisAt + 14 + index * (BELOW_HEIGHT + 16)
  const height = below.length > 0 ? belowAt(below.length - 1) + BELOW_HEIGHT + 8 : axisAt + 6
  return (
    <ChartFrame
      sentence={sentence}
      minWidth={860}
      table={<ExposureTable main={main} slots={slots} from={from} to={to} />}
    >
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width="100%" role="img" aria-label={sentence}>
        <DayAxis x={x} from={from} to={to} top={TOP} bottom={height - 8} labelAt={axisAt} />
        <ExposurePlot panel={main} from={from} to={to} x={x} top={TOP} height={MAIN_HEIGHT} labels />
        {slots.length > 0 ? <RunsRow slots={slots} x={x} y={bottom + 9} labelAt={LEFT - 6} /> : null}
        {incidents.map(({ number, at, heldMs }) => (
          <g key={number}>
            <line
              x1={x(at)}
              x2={x(at)}
              y1={TOP}
              y2={bottom}
              stroke="var(--breach-fill)"
              strokeWidth="1.5"
              strokeDasharray="2 2"
            />
            <text x={x(at) - 5} y={TOP + 10} textAnchor="end" className="axis-b fill-breach">
              {number}
              {heldMs === undefined ? '' : `, held ${formatDuration(heldMs)}`}
            </text>
          </g>
        ))}
        {below.map((panel, index) => (
          <ExposurePlot
            key={panel.sentence}
            panel={panel}
            from={from}
            to={to}
            x={x}
            top={belowAt(index)}
            height={BELOW_HEIGHT}
          />
        ))}
      </svg>
      {below.map((panel) => (
        <p key={panel.sentence} className="pl-11 text-small text-t-2">
          {panel.sentence}
        </p>
      ))}
    </ChartFrame>
  )
}
