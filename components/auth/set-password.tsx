'use client'

import { useEffect, useState } from 'react'
import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useReady } from '@/components/ui/press'
import { TextInput } from '@/components/ui/text-input'
import { useFormAct } from '@/components/ui/use-form-act'
import { followLinkAction } from '@/lib/auth/actions'

/** A new password and the same again, for the account of the link in the address, whose token leaves the address at once. */
export function SetPassword() {
  const { form, answer, busy } = useFormAct(followLinkAction)
  const token = useTokenOfAddress()
  const ready = useReady()
  const fields = answer?.ok === false ? (answer.error.fields ?? {}) : {}
  if (answer?.ok) {
    return (
      <p role="status">
        Your password is set, and the link is used up. <a href="/sign-in">Sign in</a> as {answer.value.email}.
      </p>
    )
  }
  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token ?? ''} />
      <Field
        id="password"
        label="New password"
        hint="12 to 200 characters, not your address. Three or four words do well."
        error={fields.password}
        required
      >
        {(wired) => <TextInput {...wired} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Field id="again" label="New password, again" error={fields.again} required>
        {(wired) => <TextInput {...wired} name="again" type="password" autoComplete="new-password" />}
      </Field>
      {fields.password || fields.again ? null : <AnswerFault answer={answer} />}
      {ready && token === null ? (
        <p className="text-t-2">The address holds no link, or its page was loaded anew. Follow the link once more.</p>
      ) : null}
      <Button
        type="submit"
        look="primary"
        size="large"
        busy={busy}
        disabled={token === null}
        className="justify-center"
      >
        Set password
      </Button>
    </form>
  )
}

/** What stands behind the #, taken out of the address so that neither it nor this page's place in the history shows it. */
function useTokenOfAddress(): string | null {
  const [token, setToken] = useState<string | null>(null)
  useEffect(() => {
    const take = () => {
      const said = window.location.hash.slice(1)
      if (said === '') return
      setToken(said)
      window.history.replaceState(null, '', window.location.pathname)
    }
    take()
    // The same page is open already: another link changes nothing but what stands behind the #.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return token
}
