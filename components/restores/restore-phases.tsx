'use client'

import { useNow } from '@/components/ui/now'
import type { RestoreView } from '@/lib/screens/restore/model/restore'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'

const WIDTH = 1400
const LEFT = 104
const LEAST = 110

/** The restore's phases as measured so far; what runs is drawn in the colour of running, what is predicted in dashes. */
export function RestorePhases({ restore }: { restore: RestoreView }) {
  const now = useNow(1_000)
  const { phases, preflight } = restore
  const begin = phases[0]?.from ?? restore.createdAt
  const over = restore.availableAt ?? restore.finishedAt
  const end = Math.max(over ?? now, begin + 1_000)
  const known = preflight.estimate.kind === 'measured' ? preflight.estimate : null
  const expected = known && restore.firstSentAt !== null ? restore.firstSentAt + known.p90 : end
  const last = Math.max(end, expected)
  const x = (at: number) => LEFT + ((at - begin) / (last - begin)) * (WIDTH - LEFT - 130)
  const labels = phases.map((phase) => ({ ...phase, ms: (phase.to ?? end) - phase.from }))
  const sentence = labels.map(({ word, ms }) => `${word} ${formatDuration(ms)}`).join(', ')
  let free = 0
  return (
    <section className="sec" aria-label="Phases">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      <section className="scroll-x relative" tabIndex={0} aria-label="Phases, scrolls sideways">
        <svg
          viewBox={`0 0 ${WIDTH} 138`}
          className="block w-full min-w-[680px]"
          role="img"
          aria-label={`Phases measured so far: ${sentence}.`}
        >
          <text x="0" y="72" className="axis-b">
            Measured
          </text>
          <line x1={LEFT} x2={x(last)} y1="104" y2="104" className="gridline-2" />
          {labels.map((phase) => {
            const from = x(phase.from)
            const width = Math.max(2, x(phase.to ?? end) - from - 2)
            const labelAt = Math.max(from, free)
            const shown = labelAt + LEAST < WIDTH || phase.to === null
            if (shown) free = labelAt + LEAST
            const running = phase.to === null
            return (
              <g key={phase.key}>
                {shown ? (
                  <>
                    <path d={`M${labelAt + 1} 42V48L${from + 1} 52`} fill="none" stroke="var(--line3)" />
                    <text x={labelAt} y="22" className="axis-b">
                      {phase.word}
                    </text>
                    <text x={labelAt} y="37" className="axis-2">
                      {phase.ms < 1_000 ? 'under 1 s' : formatDuration(phase.ms)}
                    </text>
                  </>
                ) : null}
                <rect x={from} y="54" width={width} height="28" fill={running ? 'var(--running-fill)' : 'var(--t2)'} />
              </g>
            )
          })}
          {known && restore.firstSentAt !== null ? (
            <g>
              <rect
                x={x(restore.firstSentAt)}
                y="90"
                width={Math.max(2, x(restore.firstSentAt + known.p50) - x(restore.firstSentAt))}
                height="10"
                fill="none"
                stroke="var(--t3)"
                strokeDasharray="4 3"
              />
              <text x="0" y="99" className="axis-2">
                p50, n {known.n}
              </text>
            </g>
          ) : null}
          <path d={`M${x(end)} 50v56`} stroke="var(--t1)" strokeWidth="2" />
          <text x={x(end) + 6} y="70" className="axis-b">
            {over === null ? `now ${formatTime(end)}` : formatTime(end)}
          </text>
          {restore.availableAt === null ? null : (
            <text x={x(end) + 6} y="84" className="axis-2">
              available, not verified
            </text>
          )}
          <text x={LEFT} y="122" className="axis">
            {formatTime(begin)} UTC
          </text>
        </svg>
      </section>
    </section>
  )
}
