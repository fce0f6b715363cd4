import { randomUUID } from 'node:crypto'
import type { World } from '@/lib/cli/attacks/model'
import { waitingRestore } from '@/lib/cli/attacks/waiting-restore'
import type { Things } from '@/lib/cli/matrix/model'

type Ids = { id: string; steps?: { id: string }[]; items?: { id: string }[] }
type Document = { runbooks: Ids[]; checklists: Ids[]; communications?: { templates?: Ids[] } }

/** One of everything of a system: an open incident, a resolved one with its review, a restore that waits, its plan. */
export async function thingsOf(world: World, system: string): Promise<Things> {
  const { owner } = world
  const incident = await world.declare('Rows are gone', system)
  const review = await world.declare('Rows were gone', system)
  const resolve = { number: review, resumedAt: null, recoveredToAt: null }
  const resolved = await world.act(await world.as('commander'), 'resolveIncidentAction', resolve)
  if (resolved.code !== 'ok') throw new Error(`The incident could not be resolved: ${resolved.words}`)
  const plans = await owner.query<{ document: Document }>(
    'SELECT document FROM plan_revision WHERE system = $1 ORDER BY published_at DESC LIMIT 1',
    [system],
  )
  const document = plans.rows[0]?.document
  const [runbook, checklist] = [document?.runbooks[0], document?.checklists[0]]
  const entries = await owner.query<{ id: string }>(
    'SELECT e.id FROM timeline_entry e JOIN incident i ON i.id = e.incident_id WHERE i.number = $1 ORDER BY e.seq',
    [incident],
  )
  return {
    ...{ subject: { system }, incident, review, restore: await waitingRestore(world, await world.as('dba')) },
    ...{ runbook: runbook?.id ?? '', step: runbook?.steps?.[0]?.id ?? '' },
    ...{ checklist: checklist?.id ?? '', item: checklist?.items?.[0]?.id ?? '' },
    message: document?.communications?.templates?.[0]?.id ?? 'none',
    entry: entries.rows[0]?.id ?? randomUUID(),
    victim: (await world.newcomer({ role: 'viewer' })).person.id,
  }
}
