'use client'

import { type FormEvent, type RefObject, useActionState, useRef, useState, useTransition } from 'react'
import { readAnswer } from '@/components/ui/read-answer'
import type { ActionResult } from '@/lib/action-result-types'

/** A server action made by formAction. */
type FormAction<T> = (before: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>

/** What a form needs to send itself: `form` goes on the element, `answer` is the last one. */
export type FormAct<T> = {
  form: {
    ref: RefObject<HTMLFormElement | null>
    action: (form: FormData) => void
    onSubmit: (event: FormEvent<HTMLFormElement>) => void
  }
  answer: ActionResult<T> | null
  busy: boolean
  /** Sends once more what was sent last, also if the form has changed since. */
  again: () => void
}

/**
 * Sends a form to its action and keeps what was typed until it was done: React empties a form after every action, also a
 * refused one, and shows an error in place of the page when the connection is lost. Before the script runs the browser
 * posts the form by itself.
 */
export function useFormAct<T>(action: FormAction<T>): FormAct<T> {
  const [posted, post, posting] = useActionState<ActionResult<T> | null, FormData>(action, null)
  const [sent, setSent] = useState<ActionResult<T> | null>()
  const [sending, startSending] = useTransition()
  const element = useRef<HTMLFormElement>(null)
  const last = useRef<FormData>(null)

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    send(event.currentTarget, new FormData(event.currentTarget))
  }

  function send(form: HTMLFormElement, fields: FormData) {
    last.current = fields
    setSent(null)
    startSending(async () => {
      const answer = await readAnswer(() => action(null, fields))
      if (answer?.ok) form.reset()
      setSent(answer)
    })
  }

  function again() {
    const form = element.current
    if (form) send(form, last.current ?? new FormData(form))
  }

  const answer = sent === undefined ? posted : sent
  return { form: { ref: element, action: post, onSubmit }, answer, busy: posting || sending, again }
}
