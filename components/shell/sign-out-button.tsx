'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Ends the session and leads to the sign-in page. */
export function SignOutButton() {
  const [busy, setBusy] = useState(false)

  async function signOut() {
    setBusy(true)
    try {
      await endSession()
      window.location.assign('/sign-in')
    } catch {
      setBusy(false)
      toast('The server cannot be reached: you are still signed in.', { failed: true })
    }
  }

  return (
    <Button size="small" onClick={signOut} busy={busy}>
      Sign out
    </Button>
  )
}

// next-auth takes the sign-out only with its own token against forged requests.
async function endSession(): Promise<void> {
  const token = await fetch('/api/auth/csrf')
  const { csrfToken } = (await token.json()) as { csrfToken: string }
  const answer = await fetch('/api/auth/signout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, callbackUrl: '/sign-in', json: 'true' }),
  })
  if (!answer.ok) throw new Error(`sign-out was answered ${answer.status}`)
}
