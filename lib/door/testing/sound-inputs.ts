/** For tests: for every schema of every room, by the name it is exported under, an input that it takes. */
const ID = '7b7f3f7e-1f0e-4b44-8f0e-6f1d0d6b3c55'
const AT = Date.UTC(2026, 10, 21, 13)
const about = { number: 7, note: 'as seen' }
const restore = { number: 'RST-0007' }
const choice = { assetId: 'phaserai:db', pointId: ID, at: '2026-11-21T13:04:12', location: 'us-east-1' }
const finding = { id: ID, system: 'phaserai', findingId: 'setting:db:Multi-AZ', reason: 'Agreed until the move.' }

/** By room, because a name may mean another thing in another room. */
export const SOUND_INPUTS: Record<string, Record<string, Record<string, unknown>>> = {
  'lib/auth': {
    addUserInput: { email: 'dba@example.org', name: 'DBA on call', role: 'dba' },
    changeRoleInput: { userId: ID, role: 'dba' },
    changeAccessInput: { userId: ID, disabled: true },
    resetPasswordInput: { userId: ID },
    followLinkInput: { token: 'x'.repeat(43), password: 'three or four words', again: 'three or four words' },
    confirmPasswordInput: { password: 'as it is' },
    changePasswordInput: { current: 'as it is', password: 'another one altogether', again: 'another one altogether' },
    endOthersInput: { keep: ID },
    endSessionInput: { sessionId: ID },
    giveRoleInput: { userId: ID, system: 'phaserai', role: 'approver' },
    mapPlanRoleInput: { userId: ID, planRole: 'solosuccess/engineering lead' },
    takeRoleInput: { heldId: ID },
  },
  'lib/incidents': {
    declareSchema: {
      ...{ title: 'Corrupted rows', system: 'phaserai', environment: 'production', severity: 1, mode: 'live' },
      ...{ impactStartedAt: AT, takeCommand: false, idempotencyKey: ID },
    },
    statusSchema: { ...about, to: 'monitoring' },
    severitySchema: { ...about, to: 2 },
    milestoneSchema: { ...about, milestone: 'detected', at: AT },
    recoveryPointSchema: { ...about, at: AT },
    stepSchema: { ...about, id: ID, runbook: 'failover', step: 'promote', outcome: 'done' },
    checkSchema: { id: ID, number: 7, checklist: 'after', item: 'one', ticked: true },
    starSchema: { number: 7, entryId: ID, starred: true },
    assignSchema: { number: 7, role: 'scribe', userId: ID },
    handOverSchema: { ...about, role: 'scribe', userId: ID },
    answerSchema: { number: 7, offer: ID, accept: true },
    resolveSchema: { ...about, resumedAt: AT, recoveredToAt: AT },
    reopenSchema: { ...about, to: 'recovering' },
    outgoingSchema: {
      ...{ id: ID, incident: 7, authorId: ID, kind: 'correction', text: 'from the log', occurredAt: AT },
      ...{ correctsId: ID, newOccurredAt: AT, newText: 'another' },
    },
    batchSchema: { entries: [{}] },
  },
  'lib/restores': {
    restoreChoice: choice,
    restoreRequest: { ...choice, targetName: 'db-r', typedName: 'db-r', idempotencyKey: ID, incident: 'INC-0007' },
    namedRestore: restore,
    approval: { ...restore, hash: 'a'.repeat(64) },
    reasoned: { ...restore, reason: 'not this point' },
    retarget: { ...restore, targetName: 'db-r' },
    typedDeletion: { ...restore, typedName: 'db-r' },
  },
  'lib/reviews': {
    sectionSchema: { number: 7, section: 'summary', base: 0, markdown: 'What happened.' },
    reviewStatusSchema: { number: 7, status: 'reviewed' },
  },
  'lib/findings': {
    acknowledgeSchema: { ...finding, until: '2026-12-21', seen: ID },
    withdrawSchema: { ...finding, seen: ID },
  },
}
