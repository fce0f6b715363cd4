'use client'

import { EntryShape, shapeOf } from '@/components/timeline/entry-shape'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { Press } from '@/components/ui/press'
import type { DrawnCorrection, DrawnEntry } from '@/lib/incidents/rules/corrections'
import { MINUTE } from '@/lib/time/durations'

type Props = {
  drawn: DrawnEntry
  starred: boolean
  mayWrite: boolean
  onStar: (entryId: string, starred: boolean) => void
  onCorrect: (drawn: DrawnEntry) => void
}

/** Above this many characters an entry scrolls in itself instead of filling the page. */
const LONG = 1_500

/** One recorded line: when it happened, its shape, what was said, who said it, and every correction. */
export function EntryRow({ drawn, starred, mayWrite, onStar, onCorrect }: Props) {
  const { entry, occurredAt, text, corrections } = drawn
  const shape = shapeOf(entry.kind, entry.authorId)
  const [first, ...rest] = text.split('\n')
  const learnedLater = Math.abs(entry.recordedAt - entry.occurredAt) > MINUTE
  const corrected = corrections.length > 0
  return (
    <li className={`group entry entry-${shape}`} data-row data-entry={entry.id}>
      <Instant at={occurredAt} as="minute" className={shape === 'system' ? 'font-medium text-t-2' : 'font-semibold'} />
      <EntryShape shape={shape} />
      <div className={text.length > LONG ? 'max-h-55 overflow-auto' : undefined}>
        <p className="entry-text">{first}</p>
        {rest.length > 0 ? <p className="entry-more">{rest.join('\n')}</p> : null}
        {entry.kind === 'role' && entry.detail.summary && entry.detail.summary.length > 0 ? (
          <ul className="entry-more list-none">
            {entry.detail.summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        {learnedLater || corrected ? (
          <p className="entry-more">
            <span className="text-t-3">occurred</span> <Instant at={occurredAt} />
            <span className="text-t-3"> recorded</span> <Instant at={entry.recordedAt} /> by {entry.authorName}
            {corrections.map((correction) => (
              <Correction key={correction.id} correction={correction} />
            ))}
          </p>
        ) : null}
        {mayWrite ? (
          <Press
            className="sr-only text-small text-accent group-hover:not-sr-only focus:not-sr-only [@media(hover:none)]:not-sr-only"
            onClick={() => onCorrect(drawn)}
          >
            Correct…
          </Press>
        ) : null}
      </div>
      <span className="entry-who">{entry.authorName}</span>
      <Press
        className="entry-star"
        aria-pressed={starred}
        aria-label={starred ? 'Starred: part of the narrative' : 'Star: take into the narrative'}
        title={starred ? 'Part of the narrative' : 'Take into the narrative (*)'}
        disabled={!mayWrite}
        onClick={() => onStar(entry.id, !starred)}
      >
        <Glyph name={starred ? 'star' : 'star0'} />
      </Press>
    </li>
  )
}

function Correction({ correction }: { correction: DrawnCorrection }) {
  const { time, text, reason, byName, recordedAt } = correction
  return (
    <span>
      <span className="text-t-3"> corrected</span> <Instant at={recordedAt} />:{' '}
      {time ? (
        <>
          <s className="text-t-3">
            <Instant at={time.was} />
          </s>{' '}
          to <Instant at={time.now} />
        </>
      ) : null}
      {time && text ? ', ' : null}
      {text ? (
        <>
          <s className="text-t-3">{text.was}</s> to {text.now}
        </>
      ) : null}{' '}
      by {byName}
      {reason ? `, ${reason}` : ''}
    </span>
  )
}
