import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { InvalidInput, NotFound } from '@/lib/errors'
import { linkableIncidents } from '@/lib/incidents/store/linkable-incident'
import { parseInput } from '@/lib/parse-input'
import { agreementSays } from '@/lib/plans/rules/approvers'
import { mappedTo } from '@/lib/restores/preflight/approval-now'
import { findChoice, loadPreflightFacts, takenNames } from '@/lib/restores/preflight/load-facts'
import { parsePointTime } from '@/lib/restores/rules/point-time'
import { preflight } from '@/lib/restores/rules/preflight'
import { restoreChoice } from '@/lib/restores/schema'
import { restoreUnderWay } from '@/lib/restores/store/records'
import type { NewRestoreView } from '@/lib/screens/restore/model/restore'
import { incidentName, restoreName } from '@/lib/vocabulary/numbers'

/** What the preflight page shows for an asset, a point or a second, and a name; proposes a free name when none is given. */
export async function newRestoreView(
  actor: Actor,
  asked: { asset?: string; point?: string; at?: string; location?: string; target?: string },
  now = Date.now(),
): Promise<NewRestoreView> {
  const { assetId, pointId, location } = parseInput(restoreChoice, {
    assetId: asked.asset,
    pointId: asked.point,
    location: asked.location,
  })
  const at = pointId ? undefined : parsePointTime(asked.at ?? '')
  if (at === null) throw new InvalidInput('Give the second to restore to, in UTC, as 2026-11-21T13:04:12.')
  const choice = await findChoice(db, { assetId, pointId, at, location })
  if (!choice || !can(actor, 'restore.read', choice.source)) {
    throw new NotFound('There is no such recovery point, or Tidemark cannot restore from its kind.')
  }
  const { source, method, region, accountId, pointKey } = choice
  const taken = await takenNames(db, accountId, region)
  const target = asked.target?.trim() || method.target.proposeName(source.identifier, method.words.suffix, taken)
  const incidents = await linkableIncidents(db, source.system, 20)
  const facts = await loadPreflightFacts(db, choice, target, incidents[0]?.writesStoppedAt ?? null, now)
  const checked = preflight(facts)
  const roles = facts.approval?.roles ?? []
  const agreement = { system: source.system, requesterId: actor.id, roles }
  const underWay = await restoreUnderWay(db, { assetId, pointKey, location: choice.location })
  return {
    ...{ assetId, system: source.system, systemName: facts.source.systemName, source: source.identifier },
    ...{
      sourceFacts: source.facts,
      method: method.words.one,
      pointId: pointId ?? null,
      pointName: pointKey,
      pointAt: choice.pointAt,
    },
    ...{ location: choice.location, region, accountId, target },
    preflight: checked,
    agreement: agreementSays(agreement, await mappedTo(db, roles)),
    command: method.command({
      ...{ id: null, number: null, place: { accountId, region }, source: source.identifier, pointKey, target },
      ...{ pointAt: choice.pointAt, options: checked.options, since: now, jobId: null, resourceId: null },
    }),
    rtoMs: facts.plan?.rto?.ms ?? null,
    incidents: incidents.map((one) => ({ number: incidentName(one.number), title: one.title })),
    underWay: underWay ? restoreName(underWay.number) : null,
    mayRequest: can(actor, 'restore.request', source),
    asOf: now,
  }
}
