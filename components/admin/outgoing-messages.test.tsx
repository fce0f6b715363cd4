import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { OutgoingMessages } from '@/components/admin/outgoing-messages'
import type { MessageRow, MessageState } from '@/lib/outbox/model/message'

const row = (state: MessageState, why: string | null, more: Partial<MessageRow> = {}): MessageRow => ({
  ...{ id: `${state}${why}`, channel: 'webhook', text: `A ${state} word.`, state, mayHaveArrived: false, why },
  ...{ createdAt: 0, endedAt: state === 'waiting' ? null : 1, expiresAt: 2, attempts: 1 },
  ...more,
})

test('the list says what was withdrawn or superseded and why, and what may have arrived', () => {
  const counts = { waiting: 1, delivered: 4, failed: 0, withdrawn: 1, superseded: 2, doubtful: 3 }
  const html = renderToStaticMarkup(
    <OutgoingMessages
      unaddressed={['TIDEMARK_WEBHOOK_URL']}
      counts={counts}
      rows={[
        row('withdrawn', 'Nobody received it in time.'),
        row('superseded', 'A newer word replaced it.'),
        row('doubtful', 'It may have arrived all the same.'),
        row('waiting', 'The webhook answers 500.', { mayHaveArrived: true }),
      ]}
    />,
  )
  const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  for (const words of [
    'No address is set (TIDEMARK_WEBHOOK_URL)',
    '1 waiting, 4 delivered, 0 given up, 1 withdrawn, 2 superseded, 3 may have arrived',
    'withdrawn Nobody received it in time.',
    'superseded A newer word replaced it.',
    'may have arrived It may have arrived all the same.',
    'waiting, may have arrived The webhook answers 500.',
  ]) {
    expect(text).toContain(words)
  }
})
