'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Modal } from '@/components/ui/modal'
import { readAnswer } from '@/components/ui/read-answer'
import { TextInput } from '@/components/ui/text-input'
import type { FormAct } from '@/components/ui/use-form-act'
import type { ActionFault, ActionResult } from '@/lib/action-result-types'

type Props = {
  /** The form whose act may want a password first. */
  act: Pick<FormAct<unknown>, 'answer' | 'again'>
  /** The act, as its button says it. */
  what: string
  /** Takes the password: form field `password`. */
  confirm: (before: null, form: FormData) => Promise<ActionResult<void>>
}

/**
 * Asks for the password when an act was refused for want of it, sends it once, and then repeats the act exactly as it was
 * sent. Esc leaves everything as it is.
 */
export function ConfirmPassword({ act, what, confirm }: Props) {
  const [left, setLeft] = useState<unknown>()
  const isAsked = act.answer?.ok === false && act.answer.error.code === 'confirm' && act.answer !== left
  if (!isAsked) return null
  return <Ask what={what} confirm={confirm} onDone={act.again} onClose={() => setLeft(act.answer)} />
}

type AskProps = Pick<Props, 'what' | 'confirm'> & { onDone: () => void; onClose: () => void }

function Ask({ what, confirm, onDone, onClose }: AskProps) {
  const id = useId()
  const [fault, setFault] = useState<ActionFault>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    setBusy(true)
    setFault(undefined)
    const answer = await readAnswer(() => confirm(null, fields))
    setBusy(false)
    form.reset()
    if (answer?.ok) return onDone()
    if (answer) setFault(answer.error)
    form.querySelector('input')?.focus()
  }

  return (
    <Modal title="Your password, please" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <p className="text-t-2">
          “{what}” is done once you have entered it. It was last asked for more than 5 minutes ago.
        </p>
        <Field id={`${id}-password`} label="Password" error={fault?.message} required>
          {(wired) => (
            <TextInput {...wired} name="password" type="password" autoComplete="current-password" required autoFocus />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={busy}>
            Continue
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
