import { z } from 'zod'
import { source, toFillIn } from '@/lib/plans/document/schema/parts'
import { deadline, longText, variableName, variableSource } from '@/lib/plans/document/schema/templates'
import { duration, length, listOf, orNull, slug, text } from '@/lib/plans/document/schema/values'
import { VARIABLE_TYPES } from '@/lib/plans/model/messages'
import { CHANNEL_KINDS } from '@/lib/plans/model/response'
import { PLAN_ROLES } from '@/lib/vocabulary/incident-roles'
import { SEVERITIES } from '@/lib/vocabulary/severities'

/** Who is called and told, when, and in which words. */

export const variable = z
  .strictObject({
    name: variableName,
    type: z.enum(VARIABLE_TYPES),
    what: text,
    from: orNull(variableSource),
    placeholder: orNull(text),
  })
  .describe('A place to fill in, used as `{{ name }}`; `from` names where Tidemark takes it from.')

export const role = z.strictObject({
  id: slug,
  name: text,
  duties: listOf(text),
  stands: orNull(z.enum(PLAN_ROLES)).describe('The role of an incident that it stands for.'),
  takenBy: orNull(text),
  source,
})

export const contact = z.strictObject({
  id: slug,
  kind: z.enum(['person', 'team', 'rota', 'vendor']),
  title: text,
  name: orNull(text),
  role: orNull(slug),
  phone: orNull(text),
  email: orNull(text),
  chat: orNull(text),
  link: orNull(text),
  note: orNull(text),
  toFillIn: listOf(toFillIn),
  source,
})

export const severityLevel = z.strictObject({
  id: slug,
  name: text,
  treatedAs: z.literal(SEVERITIES, { error: `a severity of Tidemark: 1 (worst) to ${SEVERITIES.length}` }),
  examples: listOf(text),
  respond: orNull(deadline),
  tellInside: orNull(deadline),
  tellOutside: orNull(deadline),
  escalateTo: orNull(text),
  assumed: listOf(text),
  source,
})

export const escalationStep = z.strictObject({
  id: slug,
  who: text,
  contact: orNull(slug),
  from: orNull(duration),
  to: orNull(length),
  orWhen: orNull(text),
  source,
})

const when = z.enum(['first', 'active', 'recovery', 'resolved'])

const channel = z.strictObject({
  id: slug,
  kind: z.enum(CHANNEL_KINDS),
  name: text,
  address: orNull(text),
  from: orNull(text),
  audiences: listOf(slug),
  rank: orNull(z.enum(['primary', 'secondary'])),
  note: orNull(text),
  toFillIn: listOf(toFillIn),
  source,
})

const cadence = z
  .strictObject({
    id: slug,
    when,
    audiences: listOf(slug),
    channels: listOf(slug),
    every: orNull(length),
    within: orNull(length),
    says: text,
    source,
  })
  .refine(({ every, within }) => every !== null || within !== null, { error: '`every` or `within`, a duration each' })

const messageTemplate = z.strictObject({
  id: slug,
  name: text,
  when,
  audiences: listOf(slug),
  channels: listOf(slug),
  subject: orNull(text),
  body: longText,
  variables: listOf(variable),
  source,
})

const someCommunications = z.strictObject({
  channels: listOf(channel),
  audiences: listOf(z.strictObject({ id: slug, name: text, inside: z.boolean(), who: text })),
  cadence: listOf(cadence),
  templates: listOf(messageTemplate),
  publicStates: listOf(text),
})

/** Channels, audiences, how often each hears something, and message templates. */
export const communications = someCommunications.default({
  channels: [],
  audiences: [],
  cadence: [],
  templates: [],
  publicStates: [],
})
