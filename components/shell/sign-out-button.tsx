'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

const ADDRESS = '/api/auth/sign-out'

/** Ends the session and leads to the sign-in page, also before the script runs. With it, a lost connection loses no page. */
export function SignOutButton() {
  const [busy, setBusy] = useState(false)

  async function signOut(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const answer = await fetch(ADDRESS, { method: 'POST' }).catch(() => null)
    if (answer?.ok) return window.location.assign('/sign-in')
    setBusy(false)
    toast('The server cannot be reached: you are still signed in.', { failed: true })
  }

  return (
    <form method="post" action={ADDRESS} onSubmit={signOut} className="contents">
      <Button type="submit" size="small" busy={busy}>
        Sign out
      </Button>
    </form>
  )
}
