'use server'

import { redirect } from 'next/navigation'
import { toActionResult } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import { requireActor } from '@/lib/auth/session'
import { linkableIncident } from '@/lib/incidents/store/linkable-incident'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { cancelRestore } from '@/lib/restores/intent/cancel-restore'
import { closeRestore } from '@/lib/restores/intent/close-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { rejectRestore } from '@/lib/restores/intent/reject-restore'
import { requestRestore } from '@/lib/restores/intent/request-restore'
import { retargetRestore } from '@/lib/restores/intent/retarget-restore'

type Answer = ActionResult<{ number: string }> | null

/** Records a request to restore and goes to its page; the same form sent twice comes to the same restore. */
export async function requestRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  const result = await toActionResult(() => requestRestore(actor, fieldsOf(form), { findIncident: linkableIncident }))
  if (result.ok) redirect(`/restores/${result.value.number}${result.value.existing ? '?existing=1' : ''}`)
  return result
}

/** Lets a restore go ahead, for the fingerprint that the form carries. */
export async function approveRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => approveRestore(actor, fieldsOf(form)))
}

/** Refuses a restore, with a reason. */
export async function rejectRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => rejectRestore(actor, fieldsOf(form)))
}

/** Withdraws a restore before AWS is asked. */
export async function cancelRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => cancelRestore(actor, fieldsOf(form)))
}

/** Gives a restore another target name before AWS is asked; an approval becomes void. */
export async function retargetRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => retargetRestore(actor, fieldsOf(form)))
}

/** Asks the worker to delete what the restore made, by its typed name. */
export async function deleteRestoredInstanceAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => deleteRestoredInstance(actor, fieldsOf(form)))
}

/** Ends a restore that needs a person, with what that person found. */
export async function closeRestoreAction(_before: Answer, form: FormData): Promise<Answer> {
  const actor = await requireActor()
  return toActionResult(() => closeRestore(actor, fieldsOf(form)))
}

/** An empty field says nothing; a file or a repeated field is no field of ours. */
function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries([...form.entries()].filter(([, value]) => value !== ''))
}
