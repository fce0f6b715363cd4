import type { ReactNode } from 'react'
import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { ConfirmPassword } from '@/components/ui/confirm-password'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { FormAct } from '@/components/ui/use-form-act'
import { confirmPasswordAction } from '@/lib/auth/actions'

type Props = {
  act: FormAct<void>
  people: readonly { id: string; email: string }[]
  /** begins the ids of its fields */
  id: string
  button: string
  /** the fields beside the account */
  children: ReactNode
}

/** A form that gives an account something: who, what, one button, and what became of it. */
export function GrantForm({ act, people, id, button, children }: Props) {
  const fields = act.answer?.ok === false ? (act.answer.error.fields ?? {}) : {}
  return (
    <>
      <form {...act.form} className="mt-3 flex flex-col gap-3 lg:flex-row lg:items-start">
        <Field id={`${id}-account`} label="Account" error={fields.userId} className="lg:w-70">
          {(wired) => (
            <Select {...wired} name="userId">
              {people.map(({ id: userId, email }) => (
                <option key={userId} value={userId}>
                  {email}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {children}
        <Button type="submit" look="primary" busy={act.busy} className="lg:mt-5">
          {button}
        </Button>
        <div role="status" className="lg:mt-5">
          {act.answer?.ok ? 'Given; that person signs in again and holds it.' : null}
          {Object.keys(fields).length === 0 ? <AnswerFault answer={act.answer} /> : null}
        </div>
      </form>
      <ConfirmPassword act={act} what={button} confirm={confirmPasswordAction} />
    </>
  )
}
