'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/auth/answer-action'
import { giveRole, mapPlanRole } from '@/lib/auth/commands/give-role'
import { takeRole } from '@/lib/auth/commands/take-role'
import { grantableSystems } from '@/lib/plans/in-force/grantable'

/** Form: userId, system, role. */
export const giveRoleAction = formAction(
  async (actor, fields) => giveRole(actor, fields, await grantableSystems(actor)),
  () => revalidatePath('/admin'),
)

/** Form: userId, planRole (`system/name`). */
export const mapPlanRoleAction = formAction(
  async (actor, fields) => mapPlanRole(actor, fields, await grantableSystems(actor)),
  () => revalidatePath('/admin'),
)

/** Form: heldId. */
export const takeRoleAction = formAction(takeRole, () => revalidatePath('/admin'))
