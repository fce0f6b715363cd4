import { Glyph } from '@/components/ui/glyph'
import { StateTag } from '@/components/ui/state-tag'
import type { CheckOutcome, PreflightCheck } from '@/lib/restores/model/restore'

const TAGS = {
  fail: { state: 'failed', word: 'Fail', glyph: 'breach' },
  unknown: { state: 'unknown', word: 'Unknown', glyph: 'unknown' },
  warn: { state: 'at-risk', word: 'Warn', glyph: 'risk' },
  pass: { state: 'within', word: 'Pass', glyph: 'ok' },
} as const

const ORDER: readonly CheckOutcome[] = ['fail', 'unknown', 'warn', 'pass']

/** The checks made before the start, worst first; only a failing one blocks. */
export function CheckList({ checks, heading = 'Checks' }: { checks: readonly PreflightCheck[]; heading?: string }) {
  const counts = ORDER.map((outcome) => ({ outcome, n: checks.filter((check) => check.outcome === outcome).length }))
  return (
    <section className="sec min-w-0">
      <div className="h2row flex-wrap">
        <h2>{heading}</h2>
        <span className="flex-1" />
        {counts.map(({ outcome, n }) =>
          n === 0 && outcome !== 'fail' ? null : (
            <span key={outcome} className="text-small whitespace-nowrap">
              <Glyph name={TAGS[outcome].glyph} /> <b>{n}</b> {outcome}
            </span>
          ),
        )}
      </div>
      <ul>
        {checks.map((check) => (
          <li key={check.key} className="grid grid-cols-[84px_minmax(0,1fr)] border-b border-line-1 py-1.5">
            <span>
              <StateTag state={TAGS[check.outcome].state} plain={check.outcome !== 'fail'}>
                {TAGS[check.outcome].word}
              </StateTag>
            </span>
            <div className="min-w-0">
              <span className={check.outcome === 'pass' ? 'font-medium' : 'font-semibold'}>{check.title}</span>
              <p className="text-small break-words text-t-2">{check.sentence}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
