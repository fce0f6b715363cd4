import { ADHERENCE_WORDS, AdherenceTable } from '@/components/charts/adherence-table'
import { ChartFrame } from '@/components/charts/chart-frame'
import type { AdherenceCell, AdherenceRow } from '@/components/charts/types'
import { formatDay } from '@/lib/time/instants'

const LABELS = 178
const PITCH = 12
const BOX = 9.4
const ROW = 19
const HEAD = 20

const IN_LEGEND: readonly AdherenceCell[] = ['on-time', 'late', 'missed', 'breached', 'unknown', 'none']

type Props = {
  /** UTC midnights, ascending; 35 as a rule. */
  days: readonly number[]
  rows: readonly AdherenceRow[]
}

/** What became of every schedule on every day. Solid kept, half late, hollow missed, hatched not known, dot none due. */
export function AdherenceGrid({ days, rows }: Props) {
  const width = LABELS + days.length * PITCH + 2
  const height = HEAD + rows.length * ROW
  const sentence = sentenceOf(days, rows)
  const now = days.at(-1) ?? 0
  return (
    <ChartFrame sentence={sentence} minWidth={560} maxWidth={660} table={<AdherenceTable days={days} rows={rows} />}>
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={sentence}>
        {days.map((day, index) =>
          new Date(day).getUTCDay() === 0 ? (
            <g key={day}>
              {index < days.length - 5 ? (
                <text x={LABELS + index * PITCH} y={10} className="axis">
                  Sun {formatDay(day, now)}
                </text>
              ) : null}
              <line
                x1={LABELS + index * PITCH - 1.5}
                x2={LABELS + index * PITCH - 1.5}
                y1={14}
                y2={height - 2}
                className="gridline-2"
              />
            </g>
          ) : null,
        )}
        {rows.map((row, line) => (
          <Row key={`${row.name} ${row.schedule}`} row={row} y={HEAD + line * ROW} />
        ))}
      </svg>
      <Legend />
    </ChartFrame>
  )
}

function Row({ row, y }: { row: AdherenceRow; y: number }) {
  return (
    <g>
      <text x="0" y={y + 11} className="fill-t-1 text-[12px]">
        {row.name}
      </text>
      <text x={LABELS - 8} y={y + 11} textAnchor="end" className="axis font-stretch-84%">
        {row.schedule}
      </text>
      {row.cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its day, and days have a fixed order
        <Cell key={index} cell={cell} x={LABELS + index * PITCH} y={y + 1} />
      ))}
    </g>
  )
}

function Cell({ cell, x, y }: { cell: AdherenceCell; x: number; y: number }) {
  switch (cell) {
    case 'on-time':
      return <rect x={x} y={y} width={BOX} height="13" fill="var(--ok-fill)" opacity=".8" />
    case 'breached':
      return <rect x={x} y={y} width={BOX} height="13" fill="var(--breach-fill)" />
    case 'late':
      return (
        <>
          <rect
            x={x + 0.6}
            y={y + 0.6}
            width={BOX - 1.2}
            height="11.8"
            fill="none"
            stroke="var(--risk)"
            strokeWidth="1.2"
          />
          <rect x={x} y={y + 6.5} width={BOX} height="6.5" fill="var(--risk-fill)" />
        </>
      )
    case 'missed':
      return (
        <rect
          x={x + 0.9}
          y={y + 0.9}
          width={BOX - 1.8}
          height="11.2"
          fill="none"
          stroke="var(--risk)"
          strokeWidth="1.8"
        />
      )
    case 'unknown':
      return (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={BOX - 1}
          height="12"
          fill="url(#hatch)"
          stroke="var(--unknown)"
          strokeDasharray="2 2"
          strokeWidth=".9"
        />
      )
    case 'none':
      return <circle cx={x + BOX / 2} cy={y + 6.5} r="1" fill="var(--line3)" />
    default:
      return (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={BOX - 1}
          height="12"
          fill="none"
          stroke={cell === 'running' ? 'var(--running)' : 'var(--line3)'}
          strokeDasharray="2 2"
          strokeWidth=".9"
        />
      )
  }
}

function Legend() {
  return (
    <div className="mt-1.5 flex flex-wrap gap-x-3.5 gap-y-1 text-micro text-t-2" aria-hidden="true">
      {IN_LEGEND.map((cell) => (
        <span key={cell} className="inline-flex items-center gap-1.5">
          <svg width="10" height="13" aria-hidden="true">
            <Cell cell={cell} x={0} y={0} />
          </svg>
          {ADHERENCE_WORDS[cell]}
        </span>
      ))}
    </div>
  )
}

function sentenceOf(days: readonly number[], rows: readonly AdherenceRow[]): string {
  const cells = rows.flatMap((row) => row.cells)
  const count = (cell: AdherenceCell) => cells.filter((one) => one === cell).length
  const part = (cell: AdherenceCell) => (count(cell) > 0 ? `, ${count(cell)} ${ADHERENCE_WORDS[cell]}` : '')
  return `Schedule adherence, ${days.length} days, ${rows.length} ${rows.length === 1 ? 'schedule' : 'schedules'}: ${count('on-time')} days on time${part('late')}${part('missed')}${part('breached')}${part('unknown')}.`
}
