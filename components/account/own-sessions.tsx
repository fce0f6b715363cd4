'use client'

import { EndSession } from '@/components/account/end-session'
import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { TableFrame } from '@/components/ui/table-frame'
import { useFormAct } from '@/components/ui/use-form-act'
import { endOtherSessionsAction } from '@/lib/auth/actions'
import type { SessionRow } from '@/lib/auth/queries'

const COLUMNS = [
  { key: 'device', head: 'Device' },
  { key: 'since', head: 'Since, UTC' },
  { key: 'last-seen', head: 'Last seen, UTC' },
  { key: 'end', head: 'End' },
]

/** One's sessions, this one first and marked; each other one can be ended by itself, or all at once. */
export function OwnSessions({ sessions }: { sessions: SessionRow[] }) {
  const others = useFormAct(endOtherSessionsAction)
  const count = sessions.filter(({ isThis }) => !isThis).length
  return (
    <>
      <TableFrame caption="Your sessions, this one first" columns={COLUMNS}>
        {sessions.map((session) => (
          <tr key={session.id} data-row>
            <th scope="row" className="font-semibold">
              {session.device}
            </th>
            <td>
              <Instant at={session.since} />
            </td>
            <td>
              <Instant at={session.lastSeenAt} />
            </td>
            <td>
              {session.isThis ? (
                <StateTag state="within">This one</StateTag>
              ) : (
                <EndSession id={session.id} device={session.device} />
              )}
            </td>
          </tr>
        ))}
      </TableFrame>
      <AnswerFault answer={others.answer} />
      {count > 0 ? (
        <form {...others.form} className="mt-3">
          <input type="hidden" name="keep" value={sessions.find(({ isThis }) => isThis)?.id} />
          <Button type="submit" busy={others.busy}>
            End all others: {count}
          </Button>
        </form>
      ) : null}
      <p role="status" className="mt-2 text-small text-t-2">
        {others.answer?.ok ? `Ended: ${others.answer.value.ended}.` : null} Pages that are open in an ended session hear
        of nothing more within 2 seconds, and lead to the sign-in at their next step.
      </p>
    </>
  )
}
