import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import type { FilledPlace } from '@/lib/freshness/runbook-page-types'
import { expectedOf, type PlaceUse } from '@/lib/plans/place-rules'
import type { Variable } from '@/lib/plans/response-types'

/** The places that nothing fills in by itself. It works without a script: what is typed goes into the address. */
export function PlacesForm({
  places,
  workedIn,
  use = 'command',
}: {
  places: readonly FilledPlace[]
  workedIn: string | null
  use?: PlaceUse
}) {
  if (places.length === 0) return null
  return (
    <form method="get" className="mt-3 no-print" aria-label="Places to fill in by hand">
      {workedIn ? <input type="hidden" name="worked-in" value={workedIn} /> : null}
      <div className="grid gap-3 md:grid-cols-2">
        {places.map(({ variable, value, typed, fault, why }) => (
          <Field
            key={variable.name}
            id={`place-${variable.name}`}
            label={`${variable.name.replaceAll('_', ' ')}: ${variable.what}`}
            hint={hintOf(variable, why, fault ? null : expectedOf(variable.type, use))}
            {...(fault ? { error: fault } : {})}
          >
            {(wired) => (
              <TextInput
                {...wired}
                name={variable.name}
                defaultValue={typed ?? value ?? ''}
                mono={use === 'command'}
                autoComplete="off"
                spellCheck={false}
                maxLength={300}
              />
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" className="mt-3">
        Fill in
      </Button>
    </form>
  )
}

function hintOf({ placeholder }: Variable, why: string, expected: string | null): string {
  return [why, expected && `expected ${expected}`, placeholder && `the document has ${placeholder}`]
    .filter(Boolean)
    .join('; ')
}
