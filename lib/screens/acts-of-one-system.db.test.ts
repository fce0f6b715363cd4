import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { SignedIn } from '@/lib/auth/model/actor'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { acknowledgeFinding } from '@/lib/findings/acknowledge/acknowledge-finding'
import { withdrawAcknowledgement } from '@/lib/findings/acknowledge/withdraw-acknowledgement'
import { assignRole } from '@/lib/incidents/commands/assign-role'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { answerHandover, handOverRole } from '@/lib/incidents/commands/hand-over-role'
import { recordCheck } from '@/lib/incidents/commands/record-check'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { recordStep } from '@/lib/incidents/commands/record-step'
import { reopenIncident } from '@/lib/incidents/commands/reopen-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { setMilestone } from '@/lib/incidents/commands/set-milestone'
import { setRecoveryPoint } from '@/lib/incidents/commands/set-recovery-point'
import { setSeverity } from '@/lib/incidents/commands/set-severity'
import { setStatus } from '@/lib/incidents/commands/set-status'
import { starEntry } from '@/lib/incidents/commands/star-entry'
import { getIncident } from '@/lib/incidents/store/queries'
import { makeActor } from '@/lib/incidents/testing/fixtures'
import { findPlan } from '@/lib/plans/in-force/queries'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { cancelRestore } from '@/lib/restores/intent/cancel-restore'
import { closeRestore } from '@/lib/restores/intent/close-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { rejectRestore } from '@/lib/restores/intent/reject-restore'
import { retargetRestore } from '@/lib/restores/intent/retarget-restore'
import { requestFor } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { openReview } from '@/lib/reviews/commands/open-review'
import { saveSection, setReviewStatus } from '@/lib/reviews/commands/save-section'
import { declarationOf, holding, makeWorld, nameOf, OTHER, OWN, type World } from '@/lib/screens/testing/two-systems'

let worlds: { own: World; other: World }
/** Holds every role that acts, of one system; and reads the other one beside it. */
let mighty: SignedIn
let reader: SignedIn
let everyone: SignedIn

beforeAll(async () => {
  worlds = { own: await makeWorld(OWN), other: await makeWorld(OTHER) }
  mighty = await holding({ [OWN]: 'admin' })
  reader = await holding({ [OWN]: 'admin', [OTHER]: 'viewer' })
  everyone = signedIn(await makeActor('admin'))
}, 60_000)

const sameName = () => `copy-${randomUUID().slice(0, 8)}`
const finding = { id: randomUUID(), findingId: 'no-such-finding', reason: 'Nothing that matters here today.' }

async function entryOf(world: World): Promise<string> {
  const { entries } = await getIncident(everyone, nameOf(world.open))
  return entries[0]?.id ?? ''
}

async function planOf({ system }: World) {
  const found = await findPlan(everyone, system)
  if (!found?.revisionId) throw new Error('no plan')
  return found.plan
}

/** Every command on a thing of a system. */
const ACTS: [string, (actor: SignedIn, world: World) => Promise<unknown>][] = [
  [
    'request a restore',
    (actor, { database }) => requestRestore(actor, { ...requestFor(database), ...named(), incident: 'none' }),
  ],
  ['approve a restore', (actor, { restore }) => approveRestore(actor, restore)],
  [
    'reject a restore',
    (actor, { restore: { number } }) => rejectRestore(actor, { number, reason: 'Not now, look again.' }),
  ],
  [
    'retarget a restore',
    (actor, { restore: { number } }) => retargetRestore(actor, { number, targetName: sameName() }),
  ],
  ['cancel a restore', (actor, { restore: { number } }) => cancelRestore(actor, { number })],
  [
    'close a restore',
    (actor, { restore: { number } }) => closeRestore(actor, { number, reason: 'Looked at in the account.' }),
  ],
  [
    'delete what a restore made',
    (actor, { restore: { number } }) => deleteRestoredInstance(actor, { number, typedName: 'x' }),
  ],
  ['declare an incident', (actor, { system }) => declareIncident(actor, declarationOf(system))],
  ['set a status', (actor, { open }) => setStatus(actor, { number: open, to: 'identified' })],
  ['set a severity', (actor, { open }) => setSeverity(actor, { number: open, to: 2 })],
  ['set a time', (actor, { open }) => setMilestone(actor, { number: open, milestone: 'acknowledged', at: Date.now() })],
  ['set a recovery point', (actor, { open }) => setRecoveryPoint(actor, { number: open, at: Date.now() - 1_000 })],
  ['take a role', (actor, { open }) => assignRole(actor, { number: open, role: 'scribe', userId: actor.id })],
  ['hand a role over', (actor, { open }) => handOverRole(actor, { number: open, role: 'scribe', userId: actor.id })],
  [
    'answer a handover',
    (actor, { open }) => answerHandover(actor, { number: open, offer: randomUUID(), accept: true }),
  ],
  [
    'star an entry',
    async (actor, world) => starEntry(actor, { number: world.open, entryId: await entryOf(world), starred: false }),
  ],
  [
    'record a step',
    async (actor, world) => {
      const [runbook] = (await planOf(world)).runbooks
      await recordStep(actor, {
        id: randomUUID(),
        number: world.open,
        runbook: runbook?.id,
        step: runbook?.steps[0]?.id,
        outcome: 'done',
      })
    },
  ],
  [
    'tick an item',
    async (actor, world) => {
      const [list] = (await planOf(world)).checklists
      await recordCheck(actor, {
        id: randomUUID(),
        number: world.open,
        checklist: list?.id ?? 'x',
        item: list?.items[0]?.id ?? 'x',
        ticked: true,
      })
    },
  ],
  [
    'resolve an incident',
    async (actor, { system }) => {
      const { number } = await declareIncident(everyone, declarationOf(system))
      await resolveIncident(actor, { number, resumedAt: null, recoveredToAt: null }, { openReview })
    },
  ],
  ['reopen an incident', (actor, { resolved }) => reopenIncident(actor, { number: resolved, to: 'monitoring' })],
  [
    'write a review',
    (actor, { resolved }) => saveSection(actor, { number: resolved, section: 'summary', base: 0, markdown: 'x' }),
  ],
  ['mark a review', (actor, { resolved }) => setReviewStatus(actor, { number: resolved, status: 'reviewed' })],
  [
    'acknowledge a finding',
    (actor, { system }) => acknowledgeFinding(actor, { ...finding, system, until: dayAhead() }),
  ],
  [
    'withdraw an acknowledgement',
    (actor, { system }) => withdrawAcknowledgement(actor, { ...finding, system, seen: randomUUID() }),
  ],
]

const named = () => {
  const targetName = sameName()
  return { targetName, typedName: targetName }
}
const dayAhead = () => new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)

/** All that could have been written of a system. */
async function recordOf(system: string): Promise<string> {
  const [restores, incidents, reviews, acts, audit] = await Promise.all([
    db.restore.findMany({ where: { system }, orderBy: { number: 'asc' } }),
    db.incident.findMany({ where: { system }, orderBy: { number: 'asc' } }),
    db.review.findMany({ where: { incident: { system } }, include: { sections: true } }),
    db.findingAcknowledgement.findMany({ where: { system } }),
    db.auditRecord.findMany({ where: { system, actorId: { in: [mighty.id, reader.id] } } }),
  ])
  const values = [restores, incidents.filter(({ declaredById }) => declaredById !== everyone.id), reviews, acts, audit]
  return JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

describe('who holds every role of one system', () => {
  test.each(ACTS)(
    'cannot %s of another one: not found, or refused where it may be read; nothing is written',
    async (_, act) => {
      const before = await recordOf(OTHER)
      await expect(act(mighty, worlds.other)).rejects.toMatchObject({
        code: expect.stringMatching(/^(not-found|forbidden)$/),
      })
      await expect(act(reader, worlds.other)).rejects.toMatchObject({ code: 'forbidden' })
      expect(await recordOf(OTHER)).toBe(before)
    },
  )

  test.each(ACTS)('is not kept from this by authority on their own: %s', async (_, act) => {
    const code = await act(mighty, worlds.own).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
    // What the state of the thing does not allow is said after who may was asked.
    expect(['done', 'precondition', 'conflict']).toContain(code)
  })

  test('no entry of theirs enters another system’s timeline, and none tells them what stands there', async () => {
    const entry = (incident: number, more: Record<string, unknown> = {}) => ({
      ...{ id: randomUUID(), incident, kind: 'note', text: 'Seen from outside.', occurredAt: Date.now() - 1_000 },
      ...{ authorId: mighty.id, ...more },
    })
    const theirs = await entryOf(worlds.other)
    const outcomes = await recordEntries(mighty, {
      entries: [
        entry(worlds.own.open),
        entry(worlds.other.open),
        entry(worlds.own.open, { id: theirs }),
        entry(worlds.other.open, { id: theirs }),
      ],
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['recorded', 'refused', 'refused', 'refused'])
    expect(JSON.stringify(outcomes)).not.toContain('Rows are gone')
    const viewer = await holding({ [OWN]: 'viewer' })
    await expect(recordEntries(viewer, { entries: [] })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('holds no role in another system’s incident, and gives one in their own only to who may hold it there', async () => {
    const { own, other } = worlds
    const give = (number: number, userId: string) => assignRole(everyone, { number, role: 'communications', userId })
    await expect(give(other.open, mighty.id)).rejects.toThrow('may not write in incidents of this system')
    await give(own.open, mighty.id)
  })
})
