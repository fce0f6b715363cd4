'use client'

import { NewLink } from '@/components/admin/new-link'
import { Button } from '@/components/ui/button'
import { ConfirmPassword } from '@/components/ui/confirm-password'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { useFormAct } from '@/components/ui/use-form-act'
import { addUserAction, confirmPasswordAction } from '@/lib/auth/actions'
import type { Role } from '@/lib/auth/model/actor'

const ROLES: readonly Role[] = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin']

/** A form for one more account; the link for its owner is shown once, under the form. */
export function AddUser() {
  const act = useFormAct(addUserAction)
  const { form, answer, busy } = act
  const fields = answer?.ok === false ? (answer.error.fields ?? {}) : {}
  return (
    <>
      <form {...form} className="flex flex-col gap-3 lg:flex-row lg:items-start">
        <Field id="email" label="Address" error={fields.email} required className="lg:w-70">
          {(wired) => <TextInput {...wired} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field id="name" label="Name in the record" error={fields.name} required className="lg:w-60">
          {(wired) => <TextInput {...wired} name="name" autoComplete="off" />}
        </Field>
        <Field id="role" label="Role" hint="For all systems" error={fields.role} className="lg:w-40">
          {(wired) => (
            <Select {...wired} name="role" defaultValue="viewer">
              {ROLES.map((role) => (
                <option key={role}>{role}</option>
              ))}
              <option>none</option>
            </Select>
          )}
        </Field>
        <Button type="submit" look="primary" busy={busy} className="lg:mt-5">
          Add account
        </Button>
        <div role="status" className="lg:mt-5">
          {answer?.ok ? <NewLink {...answer.value} /> : null}
          {answer?.ok === false && Object.keys(fields).length === 0 ? (
            <ErrorNote>{answer.error.message}</ErrorNote>
          ) : null}
        </div>
      </form>
      <ConfirmPassword act={act} what="Add this account" confirm={confirmPasswordAction} />
    </>
  )
}
