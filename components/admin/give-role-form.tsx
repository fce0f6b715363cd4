'use client'

import { GrantForm } from '@/components/admin/grant-form'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useFormAct } from '@/components/ui/use-form-act'
import type { Role } from '@/lib/auth/model/actor'
import { giveRoleAction } from '@/lib/plans/actions'

const ROLES: readonly Role[] = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin']

type Props = {
  people: readonly { id: string; email: string }[]
  systems: readonly { system: string; name: string }[]
}

/** Gives an account a role for one system. */
export function GiveRoleForm({ people, systems }: Props) {
  const act = useFormAct(giveRoleAction)
  const fields = act.answer?.ok === false ? (act.answer.error.fields ?? {}) : {}
  return (
    <GrantForm act={act} people={people} id="give" button="Give role">
      <Field id="give-system" label="System" error={fields.system} className="lg:w-50">
        {(wired) => (
          <Select {...wired} name="system">
            {systems.map(({ system, name }) => (
              <option key={system} value={system}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="give-role" label="Role for this system" error={fields.role} className="lg:w-40">
        {(wired) => (
          <Select {...wired} name="role" defaultValue="viewer">
            {ROLES.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </Select>
        )}
      </Field>
    </GrantForm>
  )
}
