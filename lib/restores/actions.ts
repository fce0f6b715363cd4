'use server'

import { redirect } from 'next/navigation'
import { formAction } from '@/lib/auth/answer-action'
import { linkableIncident } from '@/lib/incidents/store/linkable-incident'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { cancelRestore } from '@/lib/restores/intent/cancel-restore'
import { closeRestore } from '@/lib/restores/intent/close-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { rejectRestore } from '@/lib/restores/intent/reject-restore'
import { requestRestore } from '@/lib/restores/intent/request-restore'
import { retargetRestore } from '@/lib/restores/intent/retarget-restore'

/** Records a request to restore and goes to its page; the same form sent twice comes to the same restore. */
export const requestRestoreAction = formAction(
  (actor, fields) => requestRestore(actor, fields, { findIncident: linkableIncident }),
  ({ number, existing }) => redirect(`/restores/${number}${existing ? '?existing=1' : ''}`),
)

/** Lets a restore go ahead, for the fingerprint that the form carries. */
export const approveRestoreAction = formAction(approveRestore)

/** Refuses a restore, with a reason. */
export const rejectRestoreAction = formAction(rejectRestore)

/** Withdraws a restore before AWS is asked. */
export const cancelRestoreAction = formAction(cancelRestore)

/** Gives a restore another target name before AWS is asked; an approval becomes void. */
export const retargetRestoreAction = formAction(retargetRestore)

/** Asks the worker to delete what the restore made, by its typed name. */
export const deleteRestoredInstanceAction = formAction(deleteRestoredInstance)

/** Ends a restore that needs a person, with what that person found. */
export const closeRestoreAction = formAction(closeRestore)
