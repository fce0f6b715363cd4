'use client'

import type { Route } from 'next'
import { usePathname, useRouter } from 'next/navigation'
import { type SubmitEvent, useState } from 'react'
import { askServer } from '@/components/live/use-refresh'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import type { Variable } from '@/lib/plans/model/messages'
import { expectedOf, type PlaceUse } from '@/lib/plans/rules/places'
import type { FilledPlace } from '@/lib/screens/runbook/model/runbook-page'

/**
 * Places to fill in by hand: what is typed goes into the address, also without a script. With one, only what differs from
 * what is known goes there, so that facts stay fresh, and nothing is asked of a server that is away.
 */
export function PlacesForm({
  places,
  workedIn,
  use = 'command',
}: {
  places: readonly FilledPlace[]
  workedIn: string | null
  use?: PlaceUse
}) {
  const router = useRouter()
  const pathname = usePathname()
  const [lost, setLost] = useState(false)
  if (places.length === 0) return null

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new Set(places.flatMap((place) => (place.typed === null ? [] : place.variable.name)))
    const inputs = [...event.currentTarget.elements].filter((element) => element instanceof HTMLInputElement)
    const written = inputs
      .filter(({ name, type, value, defaultValue }) => type === 'hidden' || typed.has(name) || value !== defaultValue)
      .filter(({ value }) => value.trim() !== '')
      .map(({ name, value }) => [name, value])
    if ((await askServer()) !== 'ready') return setLost(true)
    setLost(false)
    router.push(`${pathname}?${new URLSearchParams(written)}` as Route, { scroll: false })
  }

  return (
    <form
      method="get"
      onSubmit={(event) => void submit(event)}
      className="mt-3 print:hidden"
      aria-label="Places to fill in by hand"
    >
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
      {lost ? (
        <p role="alert" className="mt-2 text-unknown">
          The server cannot be reached. What you wrote stays here; fill in again when it is back.
        </p>
      ) : null}
    </form>
  )
}

function hintOf({ placeholder }: Variable, why: string, expected: string | null): string {
  return [why, expected && `expected ${expected}`, placeholder && `the document has ${placeholder}`]
    .filter(Boolean)
    .join('; ')
}
