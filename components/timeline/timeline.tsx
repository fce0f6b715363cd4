'use client'

import { Fragment, type KeyboardEvent, useMemo, useState } from 'react'
import { EntryRow } from '@/components/timeline/entry-row'
import { EntryShape, SHAPE_WORDS } from '@/components/timeline/entry-shape'
import type { OutboxState } from '@/components/timeline/outbox'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import { WaitingRow } from '@/components/timeline/waiting-row'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { Press } from '@/components/ui/press'
import type { EntryShape as Shape } from '@/lib/incidents/model/entries/kind'
import type { EntryDto } from '@/lib/incidents/model/incident'
import { type DrawnEntry, drawEntries } from '@/lib/incidents/rules/corrections'
import { DAY } from '@/lib/time/durations'

type Props = {
  entries: readonly EntryDto[]
  starred: readonly string[]
  waiting: readonly WaitingEntry[]
  sent: readonly WaitingEntry[]
  /** where the waiting ones are kept */
  storage: Pick<OutboxState, 'inTab' | 'trouble'>
  actorId: string
  mayWrite: boolean
  more: boolean
  onOlder: () => void
  onStar: (entryId: string, starred: boolean) => void
  onCorrect: (drawn: DrawnEntry) => void
}

/** So many of the newest system lines stay open; the others fold into one sentence. */
const SYSTEM_SHOWN = 12

/** The record, newest first by when things happened: what waits in this browser, what is recorded, folded system lines. */
export function Timeline(props: Props) {
  const { entries, starred, waiting, sent, storage, actorId, mayWrite, more, onOlder, onStar, onCorrect } = props
  const [onlyStarred, setOnlyStarred] = useState(false)
  const [unfolded, setUnfolded] = useState(false)
  const drawn = useMemo(() => drawEntries(entries), [entries])
  const stars = useMemo(() => new Set(starred), [starred])
  const known = useMemo(() => new Set(entries.map(({ id }) => id)), [entries])
  const fold = useMemo(() => foldable(drawn, stars), [drawn, stars])
  const shown = drawn.filter(
    ({ entry }) => (!onlyStarred || stars.has(entry.id)) && (unfolded || onlyStarred || !fold.has(entry.id)),
  )
  const pending = [...waiting, ...sent]
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => b.occurredAt - a.occurredAt || b.order - a.order)
  const sentIds = new Set(sent.map(({ id }) => id))
  const newest = entries.at(-1)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== '*' || !(event.target instanceof Element) || event.target.closest('input, textarea')) return
    const id = event.target.closest<HTMLElement>('[data-entry]')?.dataset.entry
    if (id && mayWrite) onStar(id, !stars.has(id))
  }

  return (
    <section aria-label="Timeline">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-small text-t-3">
        <span>newest first, UTC</span>
        {fold.size > 0 && !onlyStarred ? (
          <Press className="text-accent" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? 'fold' : 'show'} {fold.size} system {fold.size === 1 ? 'entry' : 'entries'}
          </Press>
        ) : null}
        <span className="flex-1" />
        <Press className="chip" aria-pressed={onlyStarred} onClick={() => setOnlyStarred(!onlyStarred)}>
          <Glyph name="star" className="text-accent" />
          Starred <b>{starred.length}</b>
        </Press>
      </div>
      <ol className="border-t border-line-2" onKeyDown={onKeyDown}>
        {pending.map((entry) => (
          <WaitingRow
            key={entry.id}
            entry={entry}
            actorId={actorId}
            sent={sentIds.has(entry.id)}
            inTab={storage.inTab.has(entry.id) ? storage.trouble : null}
          />
        ))}
        {shown.map((one, index) => (
          <Fragment key={one.entry.id}>
            {index > 0 && dayOf(one) !== dayOf(shown[index - 1]) ? (
              <li className="border-b border-line-2 py-1 text-small text-t-3">
                <Instant at={one.occurredAt} as="day" />
              </li>
            ) : null}
            <EntryRow
              drawn={one}
              starred={stars.has(one.entry.id)}
              mayWrite={mayWrite}
              onStar={onStar}
              onCorrect={onCorrect}
            />
          </Fragment>
        ))}
      </ol>
      {onlyStarred && shown.length === 0 ? <p className="py-2 text-t-2">No entry is starred yet.</p> : null}
      {more ? (
        <Button size="small" className="my-2" onClick={onOlder}>
          Show older entries
        </Button>
      ) : null}
      <p className="sr-only" role="status" aria-live="polite">
        {newest ? `Newest entry: ${newest.text.slice(0, 200)}` : ''}
      </p>
      <Legend />
    </section>
  )
}

function Legend() {
  return (
    <ul className="hidden flex-wrap gap-x-3.5 pt-2 text-micro text-t-3 md:flex">
      {(Object.keys(SHAPE_WORDS) as Shape[]).map((shape) => (
        <li key={shape} className="inline-flex items-center gap-1">
          <EntryShape shape={shape} silent />
          {SHAPE_WORDS[shape]}
        </li>
      ))}
    </ul>
  )
}

function foldable(drawn: readonly DrawnEntry[], stars: ReadonlySet<string>): ReadonlySet<string> {
  const system = drawn.filter(({ entry }) => entry.authorId === 'system' && !stars.has(entry.id))
  return new Set(system.slice(SYSTEM_SHOWN).map(({ entry }) => entry.id))
}

function dayOf(drawn: DrawnEntry | undefined): number {
  return Math.floor((drawn?.occurredAt ?? 0) / DAY)
}
