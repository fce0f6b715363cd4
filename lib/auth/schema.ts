import { z } from 'zod'
import { text } from '@/lib/door/fields'

const ROLE_NAMES = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin'] as const
const role = z.enum(ROLE_NAMES, { error: `Choose one of: ${ROLE_NAMES.join(', ')}.` })
const userId = z.uuid({ error: 'There is no such account.' })

const ADDRESS = 'Expected one address such as dba@example.org.'
const NAME = 'Expected a name, as it will stand in the record.'

/** A new local account. The address is plain: one @, no quotes, no list, no look-alike of @. */
export const addUserInput = z.object({
  email: text(ADDRESS)
    .trim()
    .toLowerCase()
    .max(254)
    .regex(/^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/, ADDRESS),
  name: text(NAME).trim().min(1, NAME).max(80),
  role,
})

export const changeRoleInput = z.object({ userId, role })

export const changeAccessInput = z.object({ userId, disabled: z.boolean() })

export const resetPasswordInput = z.object({ userId })
