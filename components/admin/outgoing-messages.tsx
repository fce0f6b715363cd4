import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import type { Mark } from '@/components/ui/mark'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { MessageRow, MessageState, Messages } from '@/lib/outbox/model/message'
import { BELIEF_AGE, KINDS } from '@/lib/outbox/rules/kinds'
import { formatDuration } from '@/lib/time/durations'

const STATES: Record<MessageState, { mark: Mark; word: string }> = {
  waiting: { mark: 'pending', word: 'waiting' },
  delivered: { mark: 'within', word: 'delivered' },
  failed: { mark: 'failed', word: 'given up' },
  withdrawn: { mark: 'info', word: 'withdrawn' },
  superseded: { mark: 'info', word: 'superseded' },
  doubtful: { mark: 'unknown', word: 'may have arrived' },
}

const COLUMNS = [
  { key: 'text', head: 'Message' },
  { key: 'state', head: 'State' },
  { key: 'at', head: 'Written, UTC' },
  { key: 'ended', head: 'Ended, UTC' },
]

/** What Tidemark says to the outside, what became of it, and why something was withdrawn or superseded. */
export function OutgoingMessages({ unaddressed, counts, rows }: Messages) {
  const states = Object.keys(STATES) as MessageState[]
  const age = formatDuration(KINDS['notice-began'].age)
  return (
    <>
      {unaddressed.length === 0 ? null : (
        <p className="mb-2 text-t-2">
          No address is set ({unaddressed.join(', ')}): nothing is sent there, and one set later posts nothing stale.
        </p>
      )}
      <p className="mb-2 text-t-2">
        In the last 30 days: {states.map((state) => `${counts[state]} ${STATES[state].word}`).join(', ')}. An alarm that
        nobody received in {age} is withdrawn; that it cleared is told to who heard it, for {formatDuration(BELIEF_AGE)}
        . What the receiver need not hear any more is superseded.
      </p>
      {rows.length === 0 ? (
        <EmptyState>Nothing has been said yet: an alarm that outlives its grace will be here.</EmptyState>
      ) : (
        <Table
          caption="The newest messages to the outside"
          columns={COLUMNS}
          rows={rows.map((row) => ({ key: row.id, cells: cellsOf(row) }))}
        />
      )}
    </>
  )
}

function cellsOf({ text, channel, state, mayHaveArrived, why, createdAt, endedAt, expiresAt }: MessageRow) {
  return {
    text: (
      <>
        {text}
        <span className="block text-small text-t-3">{channel}</span>
      </>
    ),
    state: (
      <>
        <StateTag state={STATES[state].mark} plain>
          {mayHaveArrived ? 'waiting, may have arrived' : STATES[state].word}
        </StateTag>
        {why ? <span className="block text-small text-t-2">{why}</span> : null}
      </>
    ),
    at: <Instant at={createdAt} />,
    ended:
      endedAt === null ? (
        <span className="text-t-3">
          at the latest <Instant at={expiresAt} />
        </span>
      ) : (
        <Instant at={endedAt} />
      ),
  }
}
