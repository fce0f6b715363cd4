'use client'

import { NewLink } from '@/components/admin/new-link'
import { Button } from '@/components/ui/button'
import { ConfirmPassword } from '@/components/ui/confirm-password'
import { Select } from '@/components/ui/select'
import { useFormAct } from '@/components/ui/use-form-act'
import { changeAccessAction, changeRoleAction, confirmPasswordAction, resetPasswordAction } from '@/lib/auth/actions'
import type { Role } from '@/lib/auth/model/actor'
import type { UserRow } from '@/lib/auth/queries'

const ROLES: readonly Role[] = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin']

/** What an admin may do with one account: another role, in or out, a link for another password. */
export function UserRowControls({ user }: { user: UserRow }) {
  const role = useFormAct(changeRoleAction)
  const access = useFormAct(changeAccessAction)
  const password = useFormAct(resetPasswordAction)
  const refused = [role.answer, access.answer, password.answer].find((answer) => answer?.ok === false)
  const disabled = user.disabledAt !== null
  const made = [access.answer, password.answer].flatMap((answer) => (answer?.ok ? (answer.value ?? []) : []))
  // Of two links only the newest holds.
  const link = made.toSorted((a, b) => b.expiresAt - a.expiresAt)[0]
  return (
    <div className="flex flex-wrap items-center gap-2">
      <form {...role.form} className="flex items-center gap-2">
        <input type="hidden" name="userId" value={user.id} />
        <Select key={user.role} name="role" defaultValue={user.role ?? 'none'} aria-label={`Role of ${user.email}`}>
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
          <option>none</option>
        </Select>
        <Button type="submit" size="small" busy={role.busy}>
          Set role
        </Button>
      </form>
      <form {...access.form}>
        <input type="hidden" name="userId" value={user.id} />
        <input type="hidden" name="disabled" value={disabled ? 'no' : 'yes'} />
        <Button
          type="submit"
          size="small"
          busy={access.busy}
          aria-label={`${disabled ? 'Enable' : 'Disable'} ${user.email}`}
        >
          {disabled ? 'Enable' : 'Disable'}
        </Button>
      </form>
      {disabled ? null : (
        <form {...password.form}>
          <input type="hidden" name="userId" value={user.id} />
          <Button type="submit" size="small" busy={password.busy} aria-label={`Reset password of ${user.email}`}>
            Reset password
          </Button>
        </form>
      )}
      <div role="status" className="basis-full empty:hidden">
        {link ? <NewLink {...link} /> : null}
        {refused?.ok === false ? <p className="text-breach">{refused.error.message}</p> : null}
      </div>
      <ConfirmPassword act={role} what={`Set the role of ${user.email}`} confirm={confirmPasswordAction} />
      <ConfirmPassword
        act={access}
        what={`${disabled ? 'Enable' : 'Disable'} ${user.email}`}
        confirm={confirmPasswordAction}
      />
      <ConfirmPassword act={password} what={`Reset the password of ${user.email}`} confirm={confirmPasswordAction} />
    </div>
  )
}
