import { headers } from 'next/headers'
import { faultOf } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import type { SignedIn } from '@/lib/auth/model/actor'
import { markReached } from '@/lib/auth/reached'
import { recordRefusal } from '@/lib/auth/record-refusal'
import { namedThing } from '@/lib/auth/rules/named-thing'
import { originOf } from '@/lib/auth/rules/origin'
import { requireActor } from '@/lib/auth/session'
import { refuseIllFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput, isNavigation } from '@/lib/errors'

/** The fields of a form by name, as the browser sent them. */
export type FormFields = Record<string, string>

/**
 * Makes the server action of a form: `(answer before, form) => answer`, as useActionState wants it. Who is asking, the
 * command and `done` all run inside the answer: what a person can mend, a database that is away and what nobody expected
 * come back as a value. Nobody signed in leads to the sign-in page, and a redirect of `done` passes.
 *
 * @param command gets the actor and the fields that are filled in
 * @param done what follows once it is committed: a page read again, or a redirect
 */
export function formAction<T>(
  command: (actor: SignedIn, fields: FormFields) => Promise<T>,
  done?: (value: T) => void,
): (before: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>> {
  return async (_before, form) => answer(form, (actor) => command(actor, fieldsOf(form)), done)
}

/**
 * Makes the server action of a button or of a form that its own script reads: `(input) => answer`. Answers as formAction
 * does; `input` is whatever the browser sent, and the command reads it by its schema.
 */
export function inputAction<T>(
  command: (actor: SignedIn, input: unknown) => Promise<T>,
  done?: (value: T) => void,
): (input: unknown) => Promise<ActionResult<T>> {
  return async (input) => answer(input, (actor) => command(actor, wellFormed(input)), done)
}

/**
 * Makes the server action of a form that somebody sends who is not signed in: as formAction, but the command gets where
 * the request comes from in place of a person, and has to know from the fields whom it serves. For lib/auth alone.
 */
export function openFormAction<T>(
  command: (origin: string, fields: FormFields) => Promise<T>,
): (before: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>> {
  return async (_before, form) => {
    try {
      const origin = originOf((await headers()).get('x-forwarded-for'))
      return { ok: true, value: await command(origin, fieldsOf(form)) }
    } catch (error) {
      return { ok: false, error: faultOf(error) }
    }
  }
}

async function answer<T>(
  said: unknown,
  work: (actor: SignedIn) => Promise<T>,
  done?: (value: T) => void,
): Promise<ActionResult<T>> {
  let actor: SignedIn | null = null
  try {
    actor = await requireActor()
    const value = await work(actor)
    done?.(value)
    return { ok: true, value }
  } catch (error) {
    if (isNavigation(error)) throw error
    const fields = said instanceof FormData ? Object.fromEntries(said) : said
    await recordRefusal(actor, error, namedThing(fields, { type: 'action', id: 'names nothing' }))
    return { ok: false, error: faultOf(error) }
  } finally {
    markReached('answered')
  }
}

// Most commands read by a schema, which refuses it as well; one without a schema cannot escape.
function wellFormed(input: unknown): unknown {
  refuseIllFormed(input)
  return input
}

/** An empty field says nothing; a file is no field of ours, and of a repeated one the last counts. */
function fieldsOf(form: FormData): FormFields {
  if (!(form instanceof FormData)) throw new InvalidInput('The form cannot be read; reload the page.')
  const filled = [...form.entries()].filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string' && entry[1] !== ''
  })
  for (const [name, value] of filled) refuseIllFormed({ [name]: value })
  return Object.fromEntries(filled)
}
