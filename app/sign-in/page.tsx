import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { BrandMark } from '@/components/shell/brand'
import { ErrorNote } from '@/components/ui/error-note'
import { currentActor } from '@/lib/auth/session'
import { isDatabaseReachable } from '@/lib/db/reachable'

export const metadata: Metadata = { title: 'Sign in' }
export const dynamic = 'force-dynamic'

/** The door. Who is already in goes to the board; a database that is away is said here, not a blank page. */
export default async function SignInPage() {
  const [actor, reachable] = await Promise.all([currentActor().catch(() => null), isDatabaseReachable(2_000)])
  if (actor) redirect('/')
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-90 flex-col justify-center px-5 py-10">
      <div className="mb-6 flex items-center gap-3">
        <BrandMark size={28} />
        <h1 className="text-title font-semibold">Tidemark</h1>
      </div>
      <p className="mb-6 text-t-2">How far back each database can be recovered, and the way there.</p>
      {reachable ? null : (
        <div className="mb-4">
          <ErrorNote>Tidemark’s database is not answering: nobody can sign in until it is back.</ErrorNote>
        </div>
      )}
      <SignInForm />
    </main>
  )
}
