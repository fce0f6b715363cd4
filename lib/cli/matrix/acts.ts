import { randomUUID } from 'node:crypto'
import type { Asking, Guard, Things } from '@/lib/cli/matrix/model'

type Input = Record<string, unknown>

/**
 * One action: what it needs, and an input that is sound, so that what refuses it is authority. `form`: it reads a form.
 * `also`: what is an answer to whoever may, code and sentence, besides those of the state that a thing is in.
 */
export type Act = { guard: Guard; input: (things: Things, asking: Asking) => Input; form?: true; also?: RegExp }

const needs = (action: Exclude<Guard, 'open'>['needs'], about: Exclude<Guard, 'open'>['about'] = 'thing'): Guard => ({
  needs: action,
  about,
})
const inIncident = (action: Exclude<Guard, 'open'>['needs'], more: Input = {}): Act => ({
  guard: needs(action),
  input: ({ incident }) => ({ number: incident, ...more }),
})
const ofRestore = (action: Exclude<Guard, 'open'>['needs'], more: Input = {}): Act => ({
  ...{ guard: needs(action), form: true },
  input: ({ restore }) => ({ number: restore.name, ...more }),
})
const ofAccounts = (input: Act['input'], also?: RegExp): Act => ({
  ...{ guard: needs('user.manage', 'all'), form: true, input, also },
})
const ofOneself = (input: Input, also?: RegExp): Act => ({
  // Who holds no role at all has no permission, this one neither.
  ...{ guard: needs('account.own', 'any'), form: true, input: () => input, also },
})
const finding = ({ subject: { system } }: Things) => ({
  ...{ id: randomUUID(), findingId: 'no-such-finding', reason: 'Nothing that matters here today.', system },
})
const nowhere = /^not-found /
const notSound = /^invalid /

/** Every action of the product by its name. One that is missing here fails the matrix. */
export const ACTS: Record<string, Act> = {
  requestRestoreAction: { guard: needs('restore.request'), form: true, input: ({ restore }) => restore.sent },
  approveRestoreAction: ofRestore('restore.approve', { hash: '0'.repeat(64) }),
  rejectRestoreAction: ofRestore('restore.approve', { reason: 'Not now, look again.' }),
  cancelRestoreAction: ofRestore('restore.cancel'),
  closeRestoreAction: ofRestore('restore.cancel', { reason: 'Looked at in the account.' }),
  retargetRestoreAction: ofRestore('restore.request', { targetName: 'solo-again' }),
  deleteRestoredInstanceAction: ofRestore('restore.delete-target', { typedName: 'x' }),

  declareIncidentAction: {
    guard: needs('incident.declare'),
    input: ({ subject: { system } }) => ({
      ...{ title: 'Rows are gone', system, environment: null, severity: 1, mode: 'live', impactStartedAt: null },
      ...{ takeCommand: false, idempotencyKey: randomUUID() },
    }),
  },
  setStatusAction: inIncident('incident.command', { to: 'identified' }),
  setSeverityAction: inIncident('incident.command', { to: 2 }),
  setMilestoneAction: inIncident('incident.write', { milestone: 'acknowledged', at: Date.now() }),
  setRecoveryPointAction: inIncident('incident.write', { at: Date.now() - 1_000 }),
  recordStepAction: {
    guard: needs('incident.write'),
    input: ({ incident, runbook, step }) => ({ id: randomUUID(), number: incident, runbook, step, outcome: 'done' }),
  },
  recordCheckAction: {
    guard: needs('incident.write'),
    input: ({ incident, checklist, item }) => ({ id: randomUUID(), number: incident, checklist, item, ticked: true }),
  },
  starEntryAction: {
    guard: needs('incident.write'),
    input: ({ incident, entry }) => ({ number: incident, entryId: entry, starred: false }),
  },
  assignRoleAction: {
    guard: needs('incident.write'),
    input: ({ incident }, { person }) => ({ number: incident, role: 'scribe', userId: person.id }),
  },
  handOverRoleAction: {
    guard: needs('incident.write'),
    input: ({ incident }, { person }) => ({ number: incident, role: 'commander', userId: person.id }),
    also: /^forbidden Only who holds the role/,
  },
  answerHandoverAction: {
    guard: needs('incident.write'),
    input: ({ incident }) => ({ number: incident, offer: randomUUID(), accept: true }),
  },
  resolveIncidentAction: inIncident('incident.command', { resumedAt: null, recoveredToAt: null }),
  reopenIncidentAction: {
    guard: needs('incident.command'),
    input: ({ review }) => ({ number: review, to: 'monitoring' }),
  },
  saveSectionAction: {
    guard: needs('review.write'),
    input: ({ review }) => ({ number: review, section: 'summary', base: 0, markdown: 'x' }),
  },
  setReviewStatusAction: {
    guard: needs('review.write'),
    input: ({ review }) => ({ number: review, status: 'reviewed' }),
  },
  acknowledgeFindingAction: {
    guard: needs('finding.acknowledge'),
    input: (things) => ({
      ...finding(things),
      until: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
    }),
  },
  withdrawAcknowledgementAction: {
    guard: needs('finding.acknowledge'),
    input: (things) => ({ ...finding(things), seen: randomUUID() }),
  },

  addUserAction: ofAccounts(() => ({ email: `${randomUUID()}@example.org`, name: 'New', role: 'viewer' })),
  changeRoleAction: ofAccounts(({ victim }) => ({ userId: victim, role: 'viewer' })),
  changeAccessAction: ofAccounts(({ victim }) => ({ userId: victim, disabled: 'no' })),
  resetPasswordAction: ofAccounts(({ victim }) => ({ userId: victim })),
  giveRoleAction: ofAccounts(({ victim, subject: { system } }) => ({ userId: victim, system, role: 'viewer' })),
  takeRoleAction: ofAccounts(() => ({ heldId: randomUUID() }), nowhere),
  mapPlanRoleAction: ofAccounts(({ victim }) => ({ userId: victim, planRole: 'solosuccess/engineering lead' })),

  followLinkAction: {
    ...{ guard: 'open', form: true, also: /^precondition / },
    input: () => ({ token: 'x'.repeat(43), password: 'short', again: 'short' }),
  },
  confirmPasswordAction: ofOneself({ password: '' }, notSound),
  changeOwnPasswordAction: ofOneself({ current: 'x', password: 'short', again: 'short' }, notSound),
  endOwnSessionAction: ofOneself({ sessionId: randomUUID() }, nowhere),
  endOtherSessionsAction: ofOneself({ keep: randomUUID() }),
}
