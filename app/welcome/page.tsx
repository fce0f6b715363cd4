import type { Metadata } from 'next'
import { SetPassword } from '@/components/auth/set-password'
import { BrandMark } from '@/components/shell/brand'

export const metadata: Metadata = { title: 'Set your password', referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

/** Where a link leads that an admin gave: its owner sets a password. Says nothing of any account; nobody signs in for it. */
export default function WelcomePage() {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-90 flex-col justify-center px-5 py-10">
      <div className="mb-6 flex items-center gap-3">
        <BrandMark size={28} />
        <h1 className="text-title font-semibold">Set your password</h1>
      </div>
      <p className="mb-6 text-t-2">
        You were given a link to Tidemark. It holds for 1 h and for one password, which nobody but you knows.
      </p>
      <SetPassword />
    </main>
  )
}
