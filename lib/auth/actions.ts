'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/auth/answer-action'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import { changeOwnPassword, confirmPassword } from '@/lib/auth/own-password'
import { endOtherSessions, endOwnSession } from '@/lib/auth/own-sessions'

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

/** Form: password, the person's own. */
export const confirmPasswordAction = formAction(confirmPassword)

/** Form: current, password, again. */
export const changeOwnPasswordAction = formAction(changeOwnPassword, () => revalidatePath('/account'))

/** Form: sessionId, one of the person's own. */
export const endOwnSessionAction = formAction(endOwnSession, () => revalidatePath('/account'))

/** Form: keep, the session that stays: this one. */
export const endOtherSessionsAction = formAction(endOtherSessions, () => revalidatePath('/account'))
