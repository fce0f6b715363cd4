import type { Metadata } from 'next'
import { AddUser } from '@/components/admin/add-user'
import { OutgoingMessages } from '@/components/admin/outgoing-messages'
import { RolesBySystem } from '@/components/admin/roles-by-system'
import { UserTable } from '@/components/admin/user-table'
import { listHeld, listUsers } from '@/lib/auth/queries'
import { can, EVERY_SYSTEM, rolesInWords } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { outgoingMessages } from '@/lib/outbox/queries'
import { grantableSystems } from '@/lib/plans/in-force/grantable'

export const metadata: Metadata = { title: 'Admin' }
export const dynamic = 'force-dynamic'

/** Who may sign in and as what, for all systems and for single ones, and what became of the messages to the outside. */
export default async function AdminPage() {
  const actor = await requireActor()
  if (!can(actor, 'user.manage', EVERY_SYSTEM)) {
    return (
      <div className="page-pad">
        <h1>Admin</h1>
        <p className="mt-3 text-t-2">{rolesInWords(actor)}. Accounts are kept by an admin for all systems.</p>
      </div>
    )
  }
  const [users, held, systems, messages] = await Promise.all([
    listUsers(actor),
    listHeld(actor),
    grantableSystems(actor),
    outgoingMessages(actor),
  ])
  const active = users.filter((user) => user.disabledAt === null && user.linkUntil === null).length
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Admin</h1>
          <div className="sub">
            {active} of {users.length} accounts may sign in. A change holds at that person’s next request.
          </div>
        </div>
      </div>
      <section className="sec">
        <div className="h2row">
          <h2>Accounts</h2>
        </div>
        <UserTable users={users} selfId={actor.id} now={Date.now()} />
      </section>
      <section className="sec mt-6">
        <div className="h2row">
          <h2>Add an account</h2>
        </div>
        <AddUser />
      </section>
      <RolesBySystem users={users} held={held} systems={systems} selfId={actor.id} />
      <section className="sec mt-6">
        <div className="h2row">
          <h2>Outgoing messages</h2>
        </div>
        <OutgoingMessages {...messages} />
      </section>
    </div>
  )
}
