'use server'

import { revalidatePath } from 'next/cache'
import { toActionResult } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import { requireActor } from '@/lib/auth/session'

/** Form: email, name, role. The new password is in the answer and nowhere else. */
export async function addUserAction(_before: unknown, form: FormData) {
  return toActionResult(async () => {
    const added = await addUser(await requireActor(), Object.fromEntries(form))
    revalidatePath('/admin')
    return added
  })
}

/** Form: userId, role. */
export async function changeRoleAction(_before: unknown, form: FormData): Promise<ActionResult<void>> {
  return toActionResult(async () => {
    await changeRole(await requireActor(), Object.fromEntries(form))
    revalidatePath('/admin')
  })
}

/** Form: userId, disabled (`yes` or `no`). */
export async function changeAccessAction(_before: unknown, form: FormData): Promise<ActionResult<void>> {
  return toActionResult(async () => {
    const input = { userId: form.get('userId'), disabled: form.get('disabled') === 'yes' }
    await changeAccess(await requireActor(), input)
    revalidatePath('/admin')
  })
}

/** Form: userId. The new password is in the answer and nowhere else. */
export async function resetPasswordAction(_before: unknown, form: FormData) {
  return toActionResult(async () => resetPassword(await requireActor(), Object.fromEntries(form)))
}
