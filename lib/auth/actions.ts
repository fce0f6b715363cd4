'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/auth/answer-action'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'

/** Form: email, name, role. The new password is in the answer and nowhere else. */
export const addUserAction = formAction(addUser, () => revalidatePath('/admin'))

/** Form: userId, role. */
export const changeRoleAction = formAction(changeRole, () => revalidatePath('/admin'))

/** Form: userId, disabled (`yes` or `no`). */
export const changeAccessAction = formAction(
  (actor, { userId, disabled }) => changeAccess(actor, { userId, disabled: disabled === 'yes' }),
  () => revalidatePath('/admin'),
)

/** Form: userId. The new password is in the answer and nowhere else. */
export const resetPasswordAction = formAction(resetPassword)
