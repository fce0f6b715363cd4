'use server'

import { revalidatePath } from 'next/cache'
import { formAction, openFormAction } from '@/lib/auth/answer-action'
import { followLink } from '@/lib/auth/follow-link'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import { changeOwnPassword, confirmPassword } from '@/lib/auth/own-password'
import { endOtherSessions, endOwnSession } from '@/lib/auth/own-sessions'

/** Form: email, name, role. The link is in the answer and nowhere else. */
export const addUserAction = formAction(addUser, () => revalidatePath('/admin'))

/** Form: userId, role. */
export const changeRoleAction = formAction(changeRole, () => revalidatePath('/admin'))

/** Form: userId, disabled (`yes` or `no`). The link of who is let in again is in the answer and nowhere else. */
export const changeAccessAction = formAction(
  (actor, { userId, disabled }) => changeAccess(actor, { userId, disabled: disabled === 'yes' }),
  () => revalidatePath('/admin'),
)

/** Form: userId. The link is in the answer and nowhere else. */
export const resetPasswordAction = formAction(resetPassword, () => revalidatePath('/admin'))

/** Form: token, password, again; of whoever follows a link. */
export const followLinkAction = openFormAction(followLink)

/** Form: password, the person's own. */
export const confirmPasswordAction = formAction(confirmPassword)

/** Form: current, password, again. */
export const changeOwnPasswordAction = formAction(changeOwnPassword, () => revalidatePath('/account'))

/** Form: sessionId, one of the person's own. */
export const endOwnSessionAction = formAction(endOwnSession, () => revalidatePath('/account'))

/** Form: keep, the session that stays: this one. */
export const endOtherSessionsAction = formAction(endOtherSessions, () => revalidatePath('/account'))
