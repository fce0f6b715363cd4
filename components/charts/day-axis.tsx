import { timeTicks } from '@/components/charts/duration-ticks'
import { DAY } from '@/lib/time/durations'
import { formatDay, formatTime } from '@/lib/time/instants'

const DAY_NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

type Props = {
  x: (at: number) => number
  from: number
  to: number
  top: number
  bottom: number
  /** Baseline of the labels. */
  labelAt: number
}

/** Time axis in UTC: midnights are the stronger lines, labelled with their day; hours where the window is short. */
export function DayAxis({ x, from, to, top, bottom, labelAt }: Props) {
  return (
    <g>
      {timeTicks(from, to, 10).map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={top}
            y2={bottom}
            className={tick % DAY === 0 ? 'gridline-2' : 'gridline'}
          />
          {x(tick) < x(to) - 40 ? (
            <text x={x(tick) + 4} y={labelAt} className="axis">
              {tick % DAY === 0
                ? `${DAY_NAMES[new Date(tick).getUTCDay()]} ${formatDay(tick, to)}`
                : formatTime(tick).slice(0, 5)}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  )
}
