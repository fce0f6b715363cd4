'use client'

import { GrantForm } from '@/components/admin/grant-form'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useFormAct } from '@/components/ui/use-form-act'
import { mapPlanRoleAction } from '@/lib/plans/actions'

type Props = {
  people: readonly { id: string; email: string }[]
  systems: readonly { system: string; name: string; planRoles: readonly string[] }[]
}

/** Says who acts as a role that a plan names. */
export function MapPlanRoleForm({ people, systems }: Props) {
  const act = useFormAct(mapPlanRoleAction)
  const fields = act.answer?.ok === false ? (act.answer.error.fields ?? {}) : {}
  return (
    <GrantForm act={act} people={people} id="map" button="Map">
      <Field id="map-role" label="Role of a plan" error={fields.planRole} className="lg:w-70">
        {(wired) => (
          <Select {...wired} name="planRole">
            {systems.map(({ system, name, planRoles }) => (
              <optgroup key={system} label={name}>
                {planRoles.map((role) => (
                  <option key={role} value={`${system}/${role}`}>
                    {role}, {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
    </GrantForm>
  )
}
