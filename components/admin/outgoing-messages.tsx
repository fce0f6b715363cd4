import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import type { Mark } from '@/components/ui/mark'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { MessageState, Messages } from '@/lib/outbox/model/message'
import { MESSAGE_AGE } from '@/lib/outbox/rules/ages'
import { formatDuration } from '@/lib/time/durations'

const STATES: Record<MessageState, { mark: Mark; word: string }> = {
  waiting: { mark: 'pending', word: 'waiting' },
  delivered: { mark: 'within', word: 'delivered' },
  failed: { mark: 'failed', word: 'given up' },
  withdrawn: { mark: 'info', word: 'withdrawn' },
}

const COLUMNS = [
  { key: 'text', head: 'Message' },
  { key: 'state', head: 'State' },
  { key: 'at', head: 'Written, UTC' },
  { key: 'ended', head: 'Ended, UTC' },
]

/** What Tidemark says to the outside, what became of it, and why something was withdrawn. */
export function OutgoingMessages({ addressed, counts, rows }: Messages) {
  const { waiting, delivered, failed, withdrawn } = counts
  const age = formatDuration(MESSAGE_AGE['notice-began'])
  return (
    <>
      <p className="mb-2 text-t-2">
        {addressed
          ? `${waiting} waiting, ${delivered} delivered, ${failed} given up, ${withdrawn} withdrawn in the last 30 days. An alarm that nobody received in ${age} is withdrawn.`
          : `No webhook address is set (TIDEMARK_WEBHOOK_URL): nothing is sent. ${waiting} waiting, ${withdrawn} withdrawn; an alarm is withdrawn after ${age}, so that an address set later posts nothing stale.`}
      </p>
      {rows.length === 0 ? (
        <EmptyState>Nothing has been said yet: an alarm that outlives its grace will be here.</EmptyState>
      ) : (
        <Table
          caption="The newest messages to the outside"
          columns={COLUMNS}
          rows={rows.map(({ id, text, state, why, createdAt, endedAt, expiresAt }) => ({
            key: id,
            cells: {
              text,
              state: (
                <>
                  <StateTag state={STATES[state].mark} plain>
                    {STATES[state].word}
                  </StateTag>
                  {why ? <span className="block text-small text-t-2">{why}</span> : null}
                </>
              ),
              at: <Instant at={createdAt} />,
              ended:
                endedAt === null ? (
                  <span className="text-t-3">
                    withdrawn at <Instant at={expiresAt} />
                  </span>
                ) : (
                  <Instant at={endedAt} />
                ),
            },
          }))}
        />
      )}
    </>
  )
}
