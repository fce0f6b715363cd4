import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { authorise, can, systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import { isDuplicate } from '@/lib/db/faults'
import type { Restore } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { Conflict, InvalidInput, NotFound, Precondition } from '@/lib/errors'
import { enqueue } from '@/lib/outbox/enqueue'
import { parseInput } from '@/lib/parse-input'
import { APPROVAL_MS } from '@/lib/restores/machine/types'
import { METHODS, type Methods } from '@/lib/restores/methods/registry'
import type { FindIncident, LinkableIncident } from '@/lib/restores/model/linked'
import type { Preflight } from '@/lib/restores/model/restore'
import { type Choice, findChoice, loadPreflightFacts } from '@/lib/restores/preflight/load-facts'
import { isSameRequest, paramsHash } from '@/lib/restores/rules/params-hash'
import { parsePointTime } from '@/lib/restores/rules/point-time'
import { preflight } from '@/lib/restores/rules/preflight'
import { restoreRequest } from '@/lib/restores/schema'
import { restoreUnderWay } from '@/lib/restores/store/records'
import { announce, writeSteps } from '@/lib/restores/store/write-transition'
import { formatInstant } from '@/lib/time/instants'
import { restoreName } from '@/lib/vocabulary/numbers'

type Deps = { now?: number; findIncident: FindIncident; methods?: Methods }

/** `existing`: the request was there already, by this key or by another person for the same point. */
export type RequestedRestoreResult = { number: string; existing: boolean; state: Restore['state'] }

/**
 * Records the intent to restore; the worker acts on it. Exactly one row comes of any number of submissions: the same
 * key answers the same restore, and so does the same point while a restore of it is under way.
 *
 * Throws InvalidInput, NotFound, Forbidden, Conflict (the key was used for something else, the name is taken) and Precondition
 * (a check fails; the sentence names the restore window where the second is outside it).
 */
export async function requestRestore(
  actor: Actor,
  input: unknown,
  { now = Date.now(), findIncident, methods = METHODS }: Deps,
): Promise<RequestedRestoreResult> {
  systemsFor(actor, 'restore.request')
  const asked = parseInput(restoreRequest, input)
  const at = asked.pointId ? undefined : parsePointTime(asked.at ?? '')
  if (at === null) {
    throw new InvalidInput('Give the second to restore to, in UTC, as 2026-11-21T13:04:12.', {
      at: 'Not a date and time.',
    })
  }
  const work = () =>
    transaction(async (tx) => {
      // One request of an asset at a time: the second sees the row of the first instead of an error.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`restore:${asked.assetId}`}, 0))::text`
      const { assetId, pointId, location } = asked
      const choice = await findChoice(tx, { assetId, pointId, at, location }, methods)
      if (!choice || !can(actor, 'restore.read', choice.source)) throw new NotFound(NO_POINT)
      authorise(actor, 'restore.request', choice.source)
      const { targetName, typedName, idempotencyKey, incident } = asked
      const earlier = await findEarlier(tx, actor, choice, targetName, idempotencyKey)
      if (earlier) return { number: restoreName(earlier.number), existing: true, state: earlier.state }
      if (typedName !== targetName) {
        const typed = `Type ${targetName} to confirm the target.`
        throw new InvalidInput(typed, { typedName: typed })
      }
      const linked = await findIncident(tx, choice.source.system, incident)
      const row = await insertIntent(tx, actor, choice, { targetName, idempotencyKey, incident: linked }, now)
      return { number: restoreName(row.number), existing: false, state: row.state }
    })
  try {
    return await work()
  } catch (error) {
    // The same key for another asset, or a name taken in this instant: the second look finds it and says so.
    if (isDuplicate(error)) return await work()
    throw error
  }
}

async function findEarlier(
  tx: Tx,
  actor: Actor,
  choice: Choice,
  targetName: string,
  key: string,
): Promise<Restore | null> {
  const byKey = await tx.restore.findUnique({
    where: { requesterId_idempotencyKey: { requesterId: actor.id, idempotencyKey: key } },
  })
  const { method, pointKey, location } = choice
  const { assetId } = choice.source
  if (byKey) {
    const { number, ...stored } = byKey
    if (isSameRequest(stored, { assetId, method: method.key, pointKey, location, targetName })) {
      return byKey
    }
    throw new Conflict(
      `This form has already started ${restoreName(number)} with other values. Open it, or reload the page to ask for another restore.`,
    )
  }
  return restoreUnderWay(tx, { assetId, pointKey, location })
}

type Asked = { targetName: string; idempotencyKey: string; incident: LinkableIncident | null }

async function insertIntent(tx: Tx, actor: Actor, choice: Choice, asked: Asked, now: number): Promise<Restore> {
  const { source, method, pointKey, location, region, accountId, pointAt, point } = choice
  const { incident } = asked
  const facts = await loadPreflightFacts(tx, choice, asked.targetName, incident?.writesStoppedAt ?? null, now)
  const checked = preflight(facts)
  refuseFailures(checked)
  const { checks, configuration, options, loss, estimate, approval } = checked
  const kept = { checks, configuration, loss, estimate }
  const identity = {
    ...{ assetId: source.assetId, method: method.key, pointKey, location, region, accountId },
    ...{ sourceIdentifier: source.identifier, sourceResourceId: source.resourceId, targetName: asked.targetName },
  }
  const row = await tx.restore.create({
    data: {
      ...identity,
      system: source.system,
      planRevisionId: facts.plan?.revisionId ?? null,
      incidentId: incident?.id ?? null,
      pointId: point?.id ?? null,
      pointAt: new Date(pointAt),
      options,
      preflight: kept,
      paramsHash: paramsHash({ ...identity, pointAt, options, preflight: kept }),
      requesterId: actor.id,
      requesterName: actor.name,
      idempotencyKey: asked.idempotencyKey,
      state: approval.required ? 'PENDING_APPROVAL' : 'APPROVED',
      stateSince: new Date(now),
      createdAt: new Date(now),
      approvalRequired: approval.required,
      approvalRule: approval.by,
      approvalExpiresAt: approval.required ? new Date(now + APPROVAL_MS) : null,
      stepCount: 1,
    },
  })
  const wait = approval.required ? `. Waits for approval by ${approval.by}` : ''
  const text = `Restore of ${source.identifier} to ${formatInstant(pointAt, now)} UTC (${method.words.from(pointKey)}) into ${asked.targetName} requested by ${actor.name}${wait}`
  await writeSteps(tx, { ...row, stepCount: 0 }, [{ text }], { state: row.state, when: new Date(now), actor })
  const detail = {
    source: source.identifier,
    method: method.key,
    point: pointKey,
    target: asked.targetName,
    paramsHash: row.paramsHash,
  }
  const subject = { type: 'restore', id: restoreName(row.number) }
  await recordAudit(tx, { actor, action: 'restore.request', subject, system: source.system, detail })
  await enqueue(tx, {
    ...{ kind: 'restore', subject: `restore:${row.id}`, dedupeKey: `restore-requested:${row.id}` },
    payload: { kind: 'restore', system: source.system, restore: subject.id, text: `${subject.id}: ${text}` },
  })
  await announce(tx, row, true)
  return row
}

const NO_POINT = 'There is no such recovery point, or Tidemark cannot restore from its kind.'

/** A failing check is a refusal; the sentences say which. */
export function refuseFailures({ checks }: Pick<Preflight, 'checks'>): void {
  const failed = checks.filter((check) => check.outcome === 'fail')
  if (failed.length === 0) return
  const fields = Object.fromEntries(failed.map(({ key, sentence }) => [FIELD_OF[key] ?? key, sentence]))
  throw new Precondition(failed.map(({ sentence }) => sentence).join(' '), fields)
}

const FIELD_OF: Record<string, string> = { window: 'at', 'target-name': 'targetName', point: 'pointId' }
