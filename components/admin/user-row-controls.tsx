'use client'

import { useActionState } from 'react'
import { NewPassword } from '@/components/admin/new-password'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { changeAccessAction, changeRoleAction, resetPasswordAction } from '@/lib/auth/actions'
import type { Role } from '@/lib/auth/model/actor'
import type { UserRow } from '@/lib/auth/queries'

const ROLES: readonly Role[] = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin']

/** What an admin may do with one account: another role, in or out, a new password. */
export function UserRowControls({ user }: { user: UserRow }) {
  const [roleAnswer, setRole, roleBusy] = useActionState(changeRoleAction, null)
  const [accessAnswer, setAccess, accessBusy] = useActionState(changeAccessAction, null)
  const [passwordAnswer, reset, resetBusy] = useActionState(resetPasswordAction, null)
  const refused = [roleAnswer, accessAnswer, passwordAnswer].find((answer) => answer?.ok === false)
  const disabled = user.disabledAt !== null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <form action={setRole} className="flex items-center gap-2">
        <input type="hidden" name="userId" value={user.id} />
        <Select key={user.role} name="role" defaultValue={user.role} aria-label={`Role of ${user.email}`}>
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </Select>
        <Button type="submit" size="small" busy={roleBusy}>
          Set role
        </Button>
      </form>
      <form action={setAccess}>
        <input type="hidden" name="userId" value={user.id} />
        <input type="hidden" name="disabled" value={disabled ? 'no' : 'yes'} />
        <Button
          type="submit"
          size="small"
          busy={accessBusy}
          aria-label={`${disabled ? 'Enable' : 'Disable'} ${user.email}`}
        >
          {disabled ? 'Enable' : 'Disable'}
        </Button>
      </form>
      <form action={reset}>
        <input type="hidden" name="userId" value={user.id} />
        <Button type="submit" size="small" busy={resetBusy} aria-label={`New password for ${user.email}`}>
          New password
        </Button>
      </form>
      <div role="status" className="basis-full empty:hidden">
        {passwordAnswer?.ok ? <NewPassword {...passwordAnswer.value} /> : null}
        {refused?.ok === false ? <p className="text-breach">{refused.error.message}</p> : null}
      </div>
    </div>
  )
}
