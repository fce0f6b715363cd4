'use client'

import { EntryShape, shapeOf } from '@/components/timeline/entry-shape'
import { MendEntry } from '@/components/timeline/mend-entry'
import { discardEntry, sendAsNew } from '@/components/timeline/outbox'
import type { StorageTrouble } from '@/components/timeline/outbox-database'
import { keptInTab } from '@/components/timeline/storage-words'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Instant } from '@/components/ui/instant'
import { newUuid } from '@/components/ui/new-uuid'

type Props = {
  entry: WaitingEntry
  /** who is signed in here */
  actorId: string
  /** recorded, but not yet come back with the timeline */
  sent: boolean
  /** why it is in this tab only; null when it is kept on this device */
  inTab: StorageTrouble | null
}

/** A line that is not in the record yet: hatched, with what it waits for and where. One that the server refused says why, and both texts. */
export function WaitingRow({ entry, actorId, sent, inTab }: Props) {
  const { problem } = entry
  const mine = entry.authorId === actorId
  return (
    <li className={sent ? 'entry' : 'entry entry-waiting'} data-waiting={sent ? undefined : entry.id}>
      <Instant at={entry.occurredAt} as="minute" className="font-semibold" />
      <EntryShape shape={shapeOf(entry.kind, entry.authorId)} />
      <div>
        <p className="entry-text">{entry.kind === 'correction' ? correctionText(entry) : entry.text}</p>
        {sent ? null : <p className="text-small text-unknown">{reason(entry, mine, inTab)}</p>}
        {problem?.outcome === 'conflict' ? (
          <div className="my-1 grid gap-2 text-small md:grid-cols-2">
            <p className="border-l-2 border-line-3 pl-2">
              <b className="font-semibold">In the record</b>, <Instant at={problem.recorded.occurredAt} /> by{' '}
              {problem.recorded.authorName}
              <br />
              {problem.recorded.text}
            </p>
            <p className="border-l-2 border-unknown pl-2">
              <b className="font-semibold">Here</b>, <Instant at={entry.occurredAt} /> by {entry.authorName}
              <br />
              {entry.text}
            </p>
          </div>
        ) : null}
        {mine && problem?.outcome === 'refused' ? (
          <MendEntry entry={entry} onSend={(mended) => sendAsNew(mended, newUuid())} />
        ) : null}
        {problem ? (
          <p className="my-1 flex flex-wrap gap-2">
            {mine && problem.outcome !== 'refused' ? (
              <Button size="small" onClick={() => sendAsNew(entry, newUuid())}>
                Send as a new entry
              </Button>
            ) : null}
            <CopyButton text={entry.text} what="the text" />
            <Button size="small" look="quiet" onClick={() => discardEntry(entry)}>
              Discard here
            </Button>
          </p>
        ) : null}
      </div>
      <span className="entry-who">{mine ? 'You' : entry.authorName}</span>
      <span />
    </li>
  )
}

function reason({ problem, authorName }: WaitingEntry, mine: boolean, inTab: StorageTrouble | null): string {
  if (problem) return inTab ? `${problem.message} It is ${keptInTab(inTab)}.` : problem.message
  const waits = mine ? 'waiting to be sent' : `waiting until ${authorName} signs in here`
  return inTab ? `${waits}, ${keptInTab(inTab)}` : waits
}

function correctionText(entry: WaitingEntry): string {
  return entry.newText === undefined
    ? `Correction of a time. ${entry.text}`
    : `Correction: ${entry.newText}. ${entry.text}`
}
