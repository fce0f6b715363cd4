'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { useReady } from '@/components/ui/press'
import { TextInput } from '@/components/ui/text-input'

const UNREACHED = 'The server did not answer. Check the connection and try again.'

/** Address and password. A refusal is one sentence above the button; what was typed stays, also before the script runs. */
export function SignInForm() {
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const ready = useReady()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(undefined)
    const fields = { email: String(form.get('email')), password: String(form.get('password')) }
    const answer = await signIn('credentials', { ...fields, redirect: false }).catch(() => null)
    if (answer?.ok && !answer.error) {
      window.location.assign('/')
      return
    }
    setError(answer?.error ?? UNREACHED)
    setBusy(false)
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Field id="email" label="Address" required>
        {(wired) => <TextInput {...wired} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field id="password" label="Password" required>
        {(wired) => <TextInput {...wired} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <div role="alert">
        {error ? (
          <p className="text-breach">
            <Glyph name="breach" className="mr-2" />
            {error}
          </p>
        ) : null}
      </div>
      <Button type="submit" look="primary" size="large" busy={busy} disabled={!ready} className="justify-center">
        {busy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  )
}
