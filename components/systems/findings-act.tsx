'use client'

import { useRef, useState } from 'react'
import { useRefresh } from '@/components/live/use-refresh'
import { FindingsForm } from '@/components/systems/findings-form'
import { Button } from '@/components/ui/button'
import { PERMISSIONS } from '@/lib/auth/rules/roles'

type Props = {
  system: string
  findingId: string
  /** an acknowledgement holds: it can be prolonged or taken back */
  acknowledged: boolean
  /** the newest act on this finding that this page knows of */
  seen: string | null
  may: boolean
  /** the finding does not stand now: there is nothing to prolong */
  gone?: boolean
}

const MAY = `${PERMISSIONS['finding.acknowledge'].slice(0, -1).join(', ')} or ${PERMISSIONS['finding.acknowledge'].at(-1)}`

/** What a person may do about a finding: acknowledge it until a day, prolong that, take it back; or who may. */
export function FindingsAct({ acknowledged, may, gone, ...about }: Props) {
  const refresh = useRefresh()
  const [form, setForm] = useState<'acknowledge' | 'withdraw' | null>(null)
  const first = useRef<HTMLButtonElement>(null)
  if (!may) return <p className="mt-2.5 text-small text-t-3">To acknowledge it takes the role of {MAY}.</p>

  function close(done: boolean) {
    setForm(null)
    if (done) refresh()
    requestAnimationFrame(() => first.current?.focus())
  }

  if (form) return <FindingsForm key={form} {...about} what={form} prolongs={acknowledged} onClose={close} />
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {gone ? null : (
        <Button ref={first} size="small" onClick={() => setForm('acknowledge')}>
          {acknowledged ? 'Prolong…' : 'Acknowledge…'}
        </Button>
      )}
      {acknowledged ? (
        <Button ref={gone ? first : undefined} size="small" onClick={() => setForm('withdraw')}>
          Withdraw…
        </Button>
      ) : null}
    </div>
  )
}
