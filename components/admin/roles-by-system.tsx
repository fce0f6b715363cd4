import type { ReactNode } from 'react'
import { GiveRoleForm } from '@/components/admin/give-role-form'
import { HeldTable } from '@/components/admin/held-table'
import { MapPlanRoleForm } from '@/components/admin/map-plan-role-form'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { HeldRow, UserRow } from '@/lib/auth/queries'

type Props = {
  users: readonly UserRow[]
  held: readonly HeldRow[]
  systems: readonly { system: string; name: string; planRoles: readonly string[] }[]
  selfId: string
}

/** Who holds which role of which system, and who acts as the roles that plans name; with the forms that change it. */
export function RolesBySystem({ users, held, systems, selfId }: Props) {
  const people = users.filter(({ id, disabledAt }) => id !== selfId && disabledAt === null)
  const table = { systemNames: Object.fromEntries(systems.map(({ system, name }) => [system, name])), selfId }
  const [ofSystems, ofPlans] = [held.filter(({ role }) => role !== null), held.filter(({ role }) => role === null)]
  const naming = systems.filter(({ planRoles }) => planRoles.length > 0)
  return (
    <>
      <section className="sec mt-6">
        <div className="h2row">
          <h2>Roles of single systems</h2>
        </div>
        <p className="mb-2 text-t-2">
          Beside the role for all systems. Who holds none for all sees the systems named here and no others.
        </p>
        {ofSystems.length > 0 ? (
          <HeldTable caption="Roles of single systems" held={ofSystems} {...table} />
        ) : (
          <EmptyState>Every role is held for all systems. Give one for a single system below.</EmptyState>
        )}
        <Form ready={people.length > 0 && systems.length > 0}>
          <GiveRoleForm people={people} systems={systems} />
        </Form>
      </section>
      <section className="sec mt-6">
        <div className="h2row">
          <h2>Roles that plans name</h2>
        </div>
        <p className="mb-2 text-t-2">
          Where a plan wants a role to agree to a restore, who is mapped to it and may approve has to. A mapping alone
          allows nothing.
        </p>
        {ofPlans.length > 0 ? (
          <HeldTable caption="Roles that plans name" held={ofPlans} {...table} />
        ) : (
          <EmptyState>
            No one is mapped to a role of a plan, so any approver of a system may agree. Map a person below.
          </EmptyState>
        )}
        <Form ready={people.length > 0 && naming.length > 0}>
          <MapPlanRoleForm people={people} systems={naming} />
        </Form>
      </section>
    </>
  )
}

/** The form, or what is missing before it can be used. */
function Form({ ready, children }: { ready: boolean; children: ReactNode }) {
  if (ready) return children
  return (
    <EmptyState action={<LinkButton href="/systems">Systems and plans</LinkButton>}>
      There is no other open account, or no plan in force, to choose from yet.
    </EmptyState>
  )
}
