import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { DeclareForm } from '@/components/incidents/declare-form'
import { ErrorNote } from '@/components/ui/error-note'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { canSomewhere, PERMISSIONS, rolesInWords } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { declarableSystems } from '@/lib/incidents/store/choices'

export const metadata: Metadata = { title: 'Declare an incident' }

/** The form that declares an incident: few fields, no guess made for the person. `system` in the address chooses one. */
export default async function DeclarePage({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor()
  const { system } = await queryOf(searchParams)
  return (
    <div className="page-pad mx-auto w-full max-w-[640px]">
      <div className="ph">
        <div>
          <h1>Declare an incident</h1>
          <div className="sub">
            Say what you know now. Everything can be corrected later, and the first version stays visible.
          </div>
        </div>
      </div>
      {canSomewhere(actor, 'incident.declare') ? (
        <DeclareForm systems={await declarableSystems(actor)} chosen={system} idempotencyKey={randomUUID()} />
      ) : (
        <ErrorNote>
          {rolesInWords(actor)}. Incidents are declared by {PERMISSIONS['incident.declare'].join(', ')}.
        </ErrorNote>
      )}
    </div>
  )
}
