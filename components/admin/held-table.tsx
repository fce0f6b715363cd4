'use client'

import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { ConfirmPassword } from '@/components/ui/confirm-password'
import { Instant } from '@/components/ui/instant'
import { TableFrame } from '@/components/ui/table-frame'
import { useFormAct } from '@/components/ui/use-form-act'
import { confirmPasswordAction } from '@/lib/auth/actions'
import type { HeldRow } from '@/lib/auth/queries'
import { takeRoleAction } from '@/lib/plans/actions'

const COLUMNS = [
  { key: 'system', head: 'System' },
  { key: 'what', head: 'Role' },
  { key: 'who', head: 'Held by' },
  { key: 'given', head: 'Given, UTC' },
  { key: 'take', head: <span className="sr-only">Take it away</span> },
]

type Props = {
  caption: string
  held: readonly HeldRow[]
  systemNames: Readonly<Record<string, string>>
  selfId: string
}

/** What is held for single systems, each with the button that takes it away. */
export function HeldTable({ caption, held, systemNames, selfId }: Props) {
  const take = useFormAct(takeRoleAction)
  return (
    <>
      <TableFrame caption={caption} columns={COLUMNS}>
        {held.map((one) => (
          <tr key={one.id} data-row>
            <th scope="row" className="font-normal">
              {systemNames[one.system] ?? one.system}
            </th>
            <td className="font-semibold">{one.role ?? one.planRole}</td>
            <td>
              {one.name}
              <span className="block text-small text-t-2">{one.email}</span>
            </td>
            <td>
              <Instant at={one.at} />
              <span className="block text-small text-t-2">by {one.by}</span>
            </td>
            <td>
              {one.userId === selfId ? (
                <span className="text-t-3">this is you</span>
              ) : (
                <form {...take.form}>
                  <input type="hidden" name="heldId" value={one.id} />
                  <Button
                    type="submit"
                    size="small"
                    busy={take.busy}
                    aria-label={`Take ${one.role ?? one.planRole} of ${one.system} from ${one.email}`}
                  >
                    Take
                  </Button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </TableFrame>
      <AnswerFault answer={take.answer} />
      <ConfirmPassword act={take} what="Take it away" confirm={confirmPasswordAction} />
    </>
  )
}
