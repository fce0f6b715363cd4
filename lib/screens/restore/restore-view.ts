import { inOneHand } from '@/lib/auth/hands'
import type { Actor } from '@/lib/auth/model/actor'
import { type Person, peopleWhoMay } from '@/lib/auth/people'
import { can, systemsFor } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { Prisma, Restore } from '@/lib/db/generated/client'
import { NotFound } from '@/lib/errors'
import { incidentTitles } from '@/lib/incidents/store/incident-records'
import { revisionById } from '@/lib/plans/in-force/queries'
import { type Agreement, agreementFault, agreementSays } from '@/lib/plans/rules/approvers'
import { BEFORE_SENDING, DELETABLE } from '@/lib/restores/machine/states'
import { methodNamed } from '@/lib/restores/methods/registry'
import type { KeptPreflight } from '@/lib/restores/model/restore'
import { approvalNow, mappedTo } from '@/lib/restores/preflight/approval-now'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { orderOf } from '@/lib/restores/store/order'
import { restoresBelow, restoreWithSteps } from '@/lib/restores/store/records'
import type { RestoreList, RestorePermits, RestoreView } from '@/lib/screens/restore/model/restore'
import { commandIs, mayBeLeft } from '@/lib/screens/restore/rules/by-hand'
import { phasesOf } from '@/lib/screens/restore/rules/phases'
import { incidentName, parseRestoreName, restoreName } from '@/lib/vocabulary/numbers'

const PAGE = 50

/** Restores, newest first. `before` is the number of the last one seen (`RST-0051`); `next` continues, null at the end. */
export async function listRestores(actor: Actor, before: string | null, now = Date.now()): Promise<RestoreList> {
  const systems = systemsFor(actor, 'restore.read')
  const below = before === null ? null : parseRestoreName(before)
  const found = await restoresBelow(db, systems, below, PAGE + 1)
  const incidents = await incidentTitles(
    db,
    found.flatMap(({ incidentId }) => incidentId ?? []),
  )
  const rows = found.slice(0, PAGE).map((row) => ({
    number: restoreName(row.number),
    state: row.state,
    system: row.system,
    source: row.sourceIdentifier,
    target: row.targetName,
    method: methodNamed(row.method)?.words.one ?? row.method,
    pointAt: row.pointAt.getTime(),
    createdAt: row.createdAt.getTime(),
    requester: row.requesterName,
    availableAt: row.availableAt?.getTime() ?? null,
    tookMs: row.availableAt && row.firstSentAt ? row.availableAt.getTime() - row.firstSentAt.getTime() : null,
    deletedAt: row.deletedAt?.getTime() ?? null,
    incident: nameOf(incidents.get(row.incidentId ?? '')),
  }))
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.number ?? null) : null, asOf: now }
}

/** One restore with its steps, measured phases, and what this person may do with it. Throws NotFound. */
export async function restoreView(actor: Actor, number: string, now = Date.now()): Promise<RestoreView> {
  const found = parseRestoreName(number)
  const row = found === null ? null : await restoreWithSteps(db, found)
  if (!row || !can(actor, 'restore.read', row)) throw new NotFound('There is no such restore.')
  const revision = await revisionById(actor, row.planRevisionId)
  const plan = revision?.plan
  const incident = row.incidentId ? (await incidentTitles(db, [row.incidentId])).get(row.incidentId) : null
  const facts = revision
    ? planFacts(revision.plan, row.assetId.slice(row.system.length + 1), revision.revisionId)
    : null
  const agreeing = await agreeingOn(row)
  const method = methodNamed(row.method)
  const order = orderOf(row, { accountId: row.accountId, region: row.region })
  const is = commandIs(row)
  const barred = row.state === 'PENDING_APPROVAL' ? await inOneHandWith(row, now) : []
  const at = (date: Date | null) => date?.getTime() ?? null
  return {
    ...pick(row),
    state: row.state,
    stateSince: row.stateSince.getTime(),
    systemName: plan?.system.name ?? row.system,
    preflight: row.preflight as unknown as KeptPreflight,
    approval: {
      required: row.approvalRequired,
      rule: row.approvalRule,
      by: row.approvedByName,
      at: at(row.approvedAt),
      expiresAt: at(row.approvalExpiresAt),
      hash: row.approvalHash,
      note: row.decisionNote,
      who: agreeing && agreementSays(agreeing.agreement, agreeing.mapped),
      oneHand: barred.filter(({ approver }) => approver.id !== actor.id).map(({ says }) => says),
    },
    incident: incident ? { number: incidentName(incident.number), title: incident.title } : null,
    firstSentAt: at(row.firstSentAt),
    availableAt: at(row.availableAt),
    finishedAt: at(row.finishedAt),
    endpoint: row.endpointAddress
      ? { address: row.endpointAddress, port: row.endpointPort, database: row.databaseName }
      : null,
    failure: row.failureText ? { code: row.failureCode ?? 'needs-human', text: row.failureText } : null,
    deletion: row.deleteRequestedAt
      ? {
          requestedAt: row.deleteRequestedAt.getTime(),
          requestedBy: row.deleteRequestedBy ?? 'unknown',
          deletedAt: at(row.deletedAt),
          error: row.deleteError,
        }
      : null,
    steps: row.steps.map(({ seq, at: when, state, text, detail }) => {
      const bad = typeof (detail as Prisma.JsonObject)?.code === 'string'
      return { seq, at: when.getTime(), state, text, bad }
    }),
    phases: phasesOf(row, row.steps, method?.phases ?? {}),
    command: method && is ? { text: method.command(order), is } : null,
    leftovers: method && mayBeLeft(row) ? method.leftovers(order) : [],
    rtoMs: facts?.rto?.ms ?? null,
    may: permits(actor, row, agreeing, barred.find(({ approver }) => approver.id === actor.id)?.says ?? null),
    asOf: now,
  }
}

function nameOf(incident: { number: number } | undefined): string | null {
  return incident ? incidentName(incident.number) : null
}

function pick(row: Restore) {
  const { version, system, assetId, pointKey, region, accountId, paramsHash, awsStatus, percent, sendCount } = row
  return {
    ...{ version, system, assetId, pointKey, region, accountId, paramsHash, awsStatus, percent, sendCount },
    number: restoreName(row.number),
    source: row.sourceIdentifier,
    target: row.targetName,
    method: methodNamed(row.method)?.words.one ?? row.method,
    pointAt: row.pointAt.getTime(),
    requester: row.requesterName,
    createdAt: row.createdAt.getTime(),
  }
}

type Agreeing = { agreement: Agreement; mapped: Person[] }

/** What is to be agreed to by the plans in force now, and who is mapped to their roles; null where nothing waits. */
async function agreeingOn(row: Restore): Promise<Agreeing | null> {
  if (row.state !== 'PENDING_APPROVAL') return null
  const roles = (await approvalNow(row))?.roles ?? []
  const { system, requesterId } = row
  return { agreement: { system, requesterId, roles }, mapped: await mappedTo(db, roles) }
}

/** Who may approve restores, and not this one. */
async function inOneHandWith(row: Restore, now: number) {
  const { requesterId, requesterName } = row
  const approvers = (await peopleWhoMay(db, 'restore.approve', row)).filter(({ id }) => id !== requesterId)
  return inOneHand(db, { requester: { id: requesterId, name: requesterName }, approvers }, now)
}

/** The same conditions that the commands check, to show no button that would be refused. */
function permits(actor: Actor, row: Restore, agreeing: Agreeing | null, oneHand: string | null): RestorePermits {
  const early = BEFORE_SENDING.has(row.state)
  const waits = agreeing !== null && can(actor, 'restore.approve', row)
  const own = actor.id === row.requesterId ? 'You asked for this restore; another person has to approve it.' : null
  const not = agreeing && waits ? (own ?? oneHand ?? agreementFault(actor, agreeing.agreement, agreeing.mapped)) : null
  const undone = methodNamed(row.method)?.undo !== undefined
  const made = undone && row.awsResourceId !== null && DELETABLE.has(row.state)
  const removable = made && row.deletedAt === null && (row.deleteRequestedAt === null || row.deleteError !== null)
  return {
    approve: waits && not === null,
    approveNot: not,
    cancel: early && can(actor, 'restore.cancel', row),
    retarget: early && can(actor, 'restore.request', row),
    remove: removable && can(actor, 'restore.delete-target', row),
    close: row.state === 'NEEDS_HUMAN' && can(actor, 'restore.cancel', row),
  }
}
