import type { Actor } from '@/lib/auth/model/actor'
import { NotFound } from '@/lib/errors'
import { planInForce } from '@/lib/plans/in-force/queries'
import type { MessageTemplate } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import { knownOf } from '@/lib/screens/runbook/known-assets'
import type { FilledPlace } from '@/lib/screens/runbook/model/runbook-page'
import { fillIn, fillMessage, type IncidentFacts } from '@/lib/screens/runbook/rules/fill-in'

/** A message of the plan with its places filled in as far as they are known or typed. */
export type MessagePageDto = {
  plan: Plan
  template: MessageTemplate
  places: FilledPlace[]
}

/** `typed`: what a person filled in, by name of the place. `incident`: facts of the one it is about, by name. */
export type MessageAsked = {
  system: string
  templateId: string
  typed: Readonly<Record<string, string>>
  incident: IncidentFacts | null
}

/**
 * A message to send, filled in from the open incident, the plan and the account.
 *
 * @param now epoch milliseconds
 * @throws NotFound when the plan in force has no such template; Forbidden
 */
export async function messagePage(
  actor: Actor,
  { system, templateId, typed, incident }: MessageAsked,
  now: number,
): Promise<MessagePageDto> {
  const state = await planInForce(actor, system)
  const template = state?.plan.communications.templates.find(({ id }) => id === templateId)
  if (!state || !template) throw new NotFound(`The plan in force of "${system}" has no message "${templateId}".`)
  const known = await knownOf(system, template.variables, now)
  return {
    plan: state.plan,
    template,
    places: template.variables.map((variable) =>
      fillMessage(fillIn(variable, state.plan, known, incident), typed[variable.name]),
    ),
  }
}
