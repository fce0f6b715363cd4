import { z } from 'zod'
import { text } from '@/lib/door/fields'

const ROLE_NAMES = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin'] as const
const role = z.enum(ROLE_NAMES, { error: `Choose one of: ${ROLE_NAMES.join(', ')}.` })
const NO_ROLE = 'none'
const FOR_ALL = [...ROLE_NAMES, NO_ROLE] as const
const roleForAll = z
  .enum(FOR_ALL, { error: `Choose one of: ${FOR_ALL.join(', ')}.` })
  .transform((name) => (name === NO_ROLE ? null : name))
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
  role: roleForAll,
})

/** Another role for all systems, or none: then the account reaches only the systems that it holds a role of. */
export const changeRoleInput = z.object({ userId, role: roleForAll })

const SYSTEM = 'Choose one of the systems with a plan.'
const system = text(SYSTEM).min(1, SYSTEM).max(100, SYSTEM)

/** A role for one system. */
export const giveRoleInput = z.object({ userId, system, role })

const PLAN_ROLE = 'Choose one of the roles that a plan names.'

/** A role of a plan: `planRole` is `system/name`, as the list offers it. */
export const mapPlanRoleInput = z.object({
  userId,
  planRole: text(PLAN_ROLE)
    .max(200, PLAN_ROLE)
    .regex(/^[^/]+\/./, PLAN_ROLE)
    .transform((value) => {
      const [system = '', ...name] = value.split('/')
      return { system, name: name.join('/') }
    }),
})

export const takeRoleInput = z.object({ heldId: z.uuid({ error: 'There is no such role to take.' }) })

export const changeAccessInput = z.object({ userId, disabled: z.boolean() })

export const resetPasswordInput = z.object({ userId })

const WRITE = 'Enter your password.'
const MOST_SENT = 1_000

export const confirmPasswordInput = z.object({ password: text(WRITE).min(1, WRITE).max(MOST_SENT) })

const LINK = 'This link is not whole. Follow it as it was given to you, or ask an admin for a new one.'

/** The token of a link with the password that its owner sets. */
export const followLinkInput = z.object({
  token: text(LINK).regex(/^[\w-]{43}$/, LINK),
  password: text('Enter a password.').max(MOST_SENT, 'Expected at most 200 characters.'),
  again: text('Enter the password once more.').max(MOST_SENT),
})

/** What a new password must be is decided in rules/new-password.ts, with a sentence for each fault. */
export const changePasswordInput = z.object({
  current: text(WRITE).min(1, WRITE).max(MOST_SENT),
  password: text('Enter a new password.').max(MOST_SENT, 'Expected at most 200 characters.'),
  again: text('Enter the new password once more.').max(MOST_SENT),
})

/** The session that is to stay, as the page showed it. */
export const endOthersInput = z.object({
  keep: z.uuid({ error: 'Reload the page: it does not say which session stays.' }),
})

export const endSessionInput = z.object({ sessionId: z.uuid({ error: 'There is no such session.' }) })
