import type { Metadata } from 'next'
import { ChangePassword } from '@/components/account/change-password'
import { OwnSessions } from '@/components/account/own-sessions'
import { ownSessions } from '@/lib/auth/queries'
import { requireActor } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Your account' }
export const dynamic = 'force-dynamic'

/** Where one is signed in, and the way to end that; one's own password. */
export default async function AccountPage() {
  const actor = await requireActor()
  const sessions = await ownSessions(actor)
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Your account</h1>
          <div className="sub">
            {actor.name}, {actor.email}. Your role is {actor.role}; an admin changes it.
          </div>
        </div>
      </div>
      <section className="sec">
        <div className="h2row">
          <h2>Where you are signed in</h2>
        </div>
        <OwnSessions sessions={sessions} />
      </section>
      <section className="sec mt-6">
        <div className="h2row">
          <h2>Change your password</h2>
        </div>
        <ChangePassword email={actor.email} />
      </section>
    </div>
  )
}
