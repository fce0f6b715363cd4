import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { asSaid } from '@/lib/door/rules/well-formed'
import { NotFound, Precondition } from '@/lib/errors'
import { checkFault, checkText } from '@/lib/incidents/rules/checks'
import { checkSchema } from '@/lib/incidents/schema'
import { appendOnce, planFollowed } from '@/lib/incidents/store/append-once'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import { parseInput } from '@/lib/parse-input'

/**
 * Ticks an item of a checklist in an incident, or takes the tick back, as an entry of its timeline. A resolved incident
 * takes them too: lists of what follows a recovery are worked after it.
 *
 * @throws NotFound for no such incident, checklist or item; Precondition when it stands so already; Forbidden
 */
export async function recordCheck(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { id, number, checklist: listId, item: itemId, ticked } = parseInput(checkSchema, input)
  const { system, inForce } = await planFollowed(actor, number)
  const list = inForce?.plan.checklists.find((one) => one.id === listId)
  const item = list?.items.find((one) => one.id === itemId)
  if (!inForce || !list || !item) {
    throw new NotFound(`The plan in force of "${system}" has no item "${itemId}" in a checklist "${listId}".`)
  }
  await appendOnce(actor, { id, number, action: 'incident.check' }, now, async (tx, incident) => {
    const { checks } = await followedActs(tx, incident.id)
    const fault = checkFault(checks, { checklist: listId, item: itemId, ticked })
    if (fault) throw new Precondition(`${item.text}: ${fault}`)
    const detail = { check: { checklist: listId, item: itemId, ticked, revision: inForce.contentHash } }
    return { kind: 'checklist', text: asSaid(checkText(list.name, item.text, ticked)), detail }
  })
}
