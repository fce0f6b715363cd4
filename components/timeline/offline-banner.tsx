'use client'

import { useState } from 'react'
import { discardUnreadable } from '@/components/timeline/outbox'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { Press } from '@/components/ui/press'
import { incidentName } from '@/lib/vocabulary/numbers'

type Props = {
  /** since when the server cannot be reached, epoch ms; null while it answers */
  since: number | null
  /** why entries wait although it answers */
  blocked: string | null
  waiting: readonly WaitingEntry[]
  /** when the facts on this page were last read, epoch ms */
  factsAt: number
  /** ids of the entries that are in this tab only */
  inTab: ReadonlySet<string>
  /** how many records on this device cannot be read as entries */
  unreadable: number
}

/** Says that the server is away, what waits on this device, and from when the facts on the page are. */
export function OfflineBanner({ since, blocked, waiting, factsAt, inTab, unreadable }: Props) {
  const [listed, setListed] = useState(false)
  if (since === null && blocked === null && waiting.length === 0 && unreadable === 0) return null
  const count = `${waiting.length} ${waiting.length === 1 ? 'entry' : 'entries'}`
  return (
    <div
      className="flex min-h-[38px] flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-dashed border-unknown bg-unknown-bg px-4 py-1.5 text-t-2 md:px-(--gutter)"
      role="alert"
    >
      <Glyph name="unknown" />
      {since === null ? null : (
        <b className="font-semibold text-t-1">
          Offline since <Instant at={since} as="time" />.
        </b>
      )}
      <span className="min-w-0">
        {waiting.length > 0 ? `${count} waiting to be sent. ` : ''}
        {waiting.length > 0 ? (
          <>
            {whereKept(waiting, inTab)}
            <span className="hidden md:inline"> They go out in order, with the time you wrote them.</span>{' '}
          </>
        ) : null}
        {blocked && since === null ? `${blocked} ` : ''}
        {since === null ? null : (
          <>
            Facts are from <Instant at={factsAt} as="time" />; clocks run on.
          </>
        )}
      </span>
      {waiting.length > 0 ? (
        <>
          <span className="flex-1" />
          <Button size="small" aria-expanded={listed} onClick={() => setListed(!listed)}>
            {listed ? 'Hide' : `Show ${waiting.length}`}
          </Button>
          <CopyButton text={asText(waiting)} what="the waiting entries as text" />
        </>
      ) : null}
      {unreadable > 0 ? (
        <p className="w-full">
          {unreadable === 1 ? '1 record' : `${unreadable} records`} on this device cannot be read.{' '}
          <Press className="text-accent" onClick={() => void discardUnreadable()}>
            Discard {unreadable === 1 ? 'it' : 'them'}
          </Press>
        </p>
      ) : null}
      {listed ? (
        <ol className="w-full border-t border-line-2 pt-1">
          {waiting.map((entry) => (
            <li key={entry.id} className="py-0.5">
              {incidentName(entry.incident)} <Instant at={entry.occurredAt} className="font-semibold" /> {entry.text}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}

function whereKept(waiting: readonly WaitingEntry[], inTab: ReadonlySet<string>): string {
  const alone = waiting.filter(({ id }) => inTab.has(id)).length
  if (alone === 0) return 'They are kept on this device.'
  const these = alone === waiting.length ? 'They are' : alone === 1 ? '1 of them is' : `${alone} of them are`
  return `${these} in this tab only: leave it open.`
}

function asText(waiting: readonly WaitingEntry[]): string {
  return waiting
    .map(
      (entry) =>
        `${incidentName(entry.incident)} ${new Date(entry.occurredAt).toISOString()} ${entry.kind} ${entry.authorName}: ${entry.text}`,
    )
    .join('\n')
}
