'use client'

import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useFormAct } from '@/components/ui/use-form-act'
import { changeOwnPasswordAction } from '@/lib/auth/actions'

/** The password one has, a new one, and the new one again. It ends all other sessions. */
export function ChangePassword({ email }: { email: string }) {
  const { form, answer, busy } = useFormAct(changeOwnPasswordAction)
  const fields = answer?.ok === false ? (answer.error.fields ?? {}) : {}
  return (
    <form {...form} className="flex max-w-90 flex-col gap-3">
      {/* Password managers keep a password by the account that it is for. */}
      <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
      <Field id="current" label="The password you have" error={fields.current} required>
        {(wired) => <TextInput {...wired} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <Field
        id="password"
        label="New password"
        hint="12 to 200 characters; not the one you have, not your address. Three or four words do well."
        error={fields.password}
        required
      >
        {(wired) => <TextInput {...wired} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Field id="again" label="New password, again" error={fields.again} required>
        {(wired) => <TextInput {...wired} name="again" type="password" autoComplete="new-password" />}
      </Field>
      <div>
        <Button type="submit" look="primary" busy={busy}>
          Change password
        </Button>
      </div>
      <div role="status">{answer?.ok ? <p>{changed(answer.value.ended)}</p> : null}</div>
      {Object.keys(fields).length === 0 ? <AnswerFault answer={answer} /> : null}
    </form>
  )
}

function changed(ended: number): string {
  const others = ended === 0 ? 'You were signed in nowhere else.' : `Other sessions ended: ${ended}.`
  return `Your password is changed. ${others}`
}
