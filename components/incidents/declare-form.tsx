'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { useServerTime } from '@/components/ui/now'
import { useReady } from '@/components/ui/press'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { UtcInput } from '@/components/ui/utc-input'
import { declareIncidentAction } from '@/lib/incidents/actions'

type Props = {
  systems: readonly {
    system: string
    name: string
    environments: readonly { key: string; name: string }[]
    mayCommand: boolean
  }[]
  /** slug of a system to begin with */
  chosen?: string
  idempotencyKey: string
}

const SEVERITY_HINTS = [
  [1, 'SEV 1', 'users cannot work, or data is being lost'],
  [2, 'SEV 2', 'a main part is down, or objectives will break'],
  [3, 'SEV 3', 'degraded, with a way round'],
  [4, 'SEV 4', 'no harm to users yet'],
] as const

/** Declares an incident. Nothing is chosen beforehand that the record would take for a fact: no severity, no impact start, no mode. */
export function DeclareForm({ systems, chosen, idempotencyKey }: Props) {
  const router = useRouter()
  const act = useAct(true)
  const ready = useReady()
  const serverTime = useServerTime()
  const [system, setSystem] = useState(systems.some((one) => one.system === chosen) ? (chosen ?? '') : '')
  const [impact, setImpact] = useState<'known' | 'unknown' | null>(null)
  const [impactAt, setImpactAt] = useState<number | null>(null)
  const choice = systems.find((one) => one.system === system)
  const environments = choice?.environments ?? []
  const mayCommand = choice ? choice.mayCommand : systems.some((one) => one.mayCommand)
  const fields = act.fault?.fields ?? {}

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const severity = Number(form.get('severity'))
    const done = await act.run(() =>
      declareIncidentAction({
        title: String(form.get('title') ?? ''),
        system,
        environment: String(form.get('environment') ?? '') || null,
        ...(severity ? { severity } : {}),
        mode: form.get('mode') ?? undefined,
        // Absent when nothing was said: the server then asks, it does not guess.
        ...(impact === 'unknown' ? { impactStartedAt: null } : impactAt === null ? {} : { impactStartedAt: impactAt }),
        takeCommand: form.get('takeCommand') === 'on',
        idempotencyKey,
      }),
    )
    if (done) router.push(`/incidents/${done.value.name}`)
  }

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!ready} className="grid min-w-0 gap-5">
        <Field id="title" label="What is wrong, in a few words" error={fields.title} required>
          {(wired) => (
            <TextInput {...wired} name="title" maxLength={160} autoComplete="off" className="h-11 text-read" />
          )}
        </Field>
        <div className="grid gap-5 md:grid-cols-2">
          <Field id="system" label="System" error={fields.system} required>
            {(wired) => (
              <Select {...wired} className="h-11" value={system} onChange={(event) => setSystem(event.target.value)}>
                <option value="">Choose the system</option>
                {systems.map((one) => (
                  <option key={one.system} value={one.system}>
                    {one.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            id="environment"
            label="Environment"
            hint="All of it: the strictest objective counts."
            error={fields.environment}
          >
            {(wired) => (
              <Select {...wired} className="h-11" name="environment" defaultValue="">
                <option value="">Not limited to one</option>
                {environments.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Choice legend="Severity" hint="In doubt, the higher one." error={fields.severity}>
          {SEVERITY_HINTS.map(([value, word, hint]) => (
            <Radio key={value} name="severity" value={String(value)}>
              <b className="font-semibold">{word}</b> <span className="text-t-2">{hint}</span>
            </Radio>
          ))}
        </Choice>
        <Choice
          legend="When did the impact start, in UTC?"
          hint="Not when you noticed: when it began. The recovery time counts from here."
          error={fields.impactStartedAt}
        >
          <Radio name="impact" value="known" onChange={() => setImpact('known')}>
            At a known time
          </Radio>
          {impact === 'known' ? (
            <span className="flex gap-2 pl-7">
              <UtcInput aria-label="Impact started, UTC" value={impactAt} onChange={setImpactAt} />
              <Button onClick={() => setImpactAt(Math.floor(serverTime() / 1_000) * 1_000)}>Now</Button>
            </span>
          ) : null}
          <Radio name="impact" value="unknown" onChange={() => setImpact('unknown')}>
            Not known yet
          </Radio>
        </Choice>
        <Choice legend="Is it real?" error={fields.mode}>
          <Radio name="mode" value="live">
            Live
          </Radio>
          <Radio name="mode" value="drill">
            Drill <span className="text-t-2">the same screens, kept apart from the figures of live incidents</span>
          </Radio>
        </Choice>
        {mayCommand ? (
          <label className="flex min-h-[var(--target)] items-center gap-2.5">
            <input type="checkbox" name="takeCommand" defaultChecked />I take command
          </label>
        ) : null}
        {act.fault ? <ErrorNote alert>{act.fault.message}</ErrorNote> : null}
        <Button type="submit" look="danger" size="large" busy={act.busy}>
          Declare the incident
        </Button>
      </fieldset>
    </form>
  )
}

function Choice({
  legend,
  hint,
  error,
  children,
}: {
  legend: string
  hint?: string
  error?: string
  children: React.ReactNode
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-small text-t-2">
        {legend} {hint ? <span className="text-t-3">{hint}</span> : null}
      </legend>
      {children}
      {error ? <p className="text-small text-breach">{error}</p> : null}
    </fieldset>
  )
}

function Radio({
  name,
  value,
  onChange,
  children,
}: {
  name: string
  value: string
  onChange?: () => void
  children: React.ReactNode
}) {
  return (
    <label className="flex min-h-8 items-baseline gap-2.5">
      <input type="radio" name={name} value={value} onChange={onChange} />
      <span>{children}</span>
    </label>
  )
}
