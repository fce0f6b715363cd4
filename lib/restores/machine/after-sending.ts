import { minutes, settleTime, staleToken } from '@/lib/restores/machine/repeating'
import { DOUBTFUL } from '@/lib/restores/machine/states'
import type {
  Effect,
  LateEvent,
  MachineRestore,
  MachineSettings,
  Sighting,
  Transition,
} from '@/lib/restores/machine/types'
import type { RestoreState } from '@/lib/restores/model/restore'

const HUMAN_PACE = 60_000

/** The moves of a restore that AWS has been asked for, by what AWS answers. Called by machine.ts, which guards it. */
export function afterSending(restore: MachineRestore, event: LateEvent, settings: MachineSettings): Transition {
  const doubtful = DOUBTFUL.has(restore.state)
  const soon: Effect = { kind: 'look', after: settings.pollMs }
  const name = restore.targetName
  switch (event.kind) {
    case 'accepted':
      if (restore.state !== 'SENDING') return refuse(restore, 'No call to AWS was under way.')
      return run(restore, event, `AWS accepted: ${name} is ${event.sighting.status.toLowerCase()}`, soon)
    case 'rejected':
      if (restore.state !== 'SENDING') return refuse(restore, 'No call to AWS was under way.')
      if (restore.sendCount === 1) return fail(restore, event.at, event.code, event.sentence)
      // An earlier call of ours may have been carried out after all: look before giving up.
      return doubt(restore, event, { failureCode: event.code, failureText: event.sentence })
    case 'in-doubt':
      if (restore.state !== 'SENDING') return refuse(restore, 'No call to AWS was under way.')
      return doubt(restore, event, {})
    case 'seen':
      if (restore.state === 'RUNNING') return progress(restore, event.sighting, soon)
      return run(restore, event, `Found at AWS, adopted: ${name} is ${event.sighting.status.toLowerCase()}`, soon)
    case 'available': {
      const found = restore.state === 'RUNNING' ? '' : 'Found at AWS, adopted: '
      const known = { ...sighted(restore, event.sighting), failureCode: null, failureText: null }
      return move(restore, 'AWAITING_CUTOVER', event.at, known, [
        { kind: 'record', text: `${found}${name} is available, not verified`, status: 'available' },
      ])
    }
    case 'broken':
      return fail(restore, event.at, event.code, event.sentence)
    case 'foreign':
      if (!doubtful) return lost(restore, event.at, `${name} now names an instance that is not ours`, settings)
      return fail(
        restore,
        event.at,
        'target-taken',
        `${name} exists and is not ours. Nothing was made; ask again with another name`,
      )
    case 'absent':
      if (!doubtful) return lost(restore, event.at, `${name} is no longer found at AWS`, settings)
      return absent(restore, event, settings)
    case 'look-failed':
      return lookFailed(restore, event, settings)
  }
}

function absent(
  restore: MachineRestore,
  { at, approval, again }: LateEvent & { kind: 'absent' },
  settings: MachineSettings,
): Transition {
  const quiet = Math.max(0, at - (restore.lastSentAt ?? restore.stateSince))
  const settleMs = settleTime(restore, settings)
  if (restore.failureCode) return fail(restore, at, restore.failureCode, restore.failureText ?? 'AWS refused')
  const stale = staleToken(restore, at)
  if (stale) {
    const text = `${stale.unseen} ${minutes(stale)} after the first request, and repeating it could restore twice`
    return needsHuman(restore, at, text)
  }
  if (quiet >= settleMs) {
    if (restore.repeat.by === 'nothing') {
      return needsHuman(restore, at, 'AWS shows nothing of the request, and repeating it could carry it out twice')
    }
    if (again) return needsHuman(restore, at, `it is not sent again: its approval does not count. ${again.says}`)
    if (approval && !restore.approvedById) {
      const text = `it is not sent again, because the plans want approval by ${approval.by} now. ${approval.says}`
      return needsHuman(restore, at, text)
    }
    return send(restore, at, `Not found at AWS ${Math.round(quiet / 1000)} s after the request: sending the same again`)
  }
  const after = Math.max(0, Math.min(settings.pollMs, settleMs - quiet))
  const text = 'Not confirmed: looking for it at AWS before anything is sent again'
  return move(restore, 'UNCONFIRMED', at, {}, [
    ...(restore.state === 'UNCONFIRMED' ? [] : [{ kind: 'record' as const, text }]),
    { kind: 'look', after },
  ])
}

function lookFailed(
  restore: MachineRestore,
  event: { at: number; code: string },
  settings: MachineSettings,
): Transition {
  const stale = staleToken(restore, event.at)
  if (stale) {
    const text = `AWS has not answered for ${minutes(stale)}, and the request must not be repeated`
    return needsHuman(restore, event.at, text)
  }
  const state = restore.state === 'SENDING' ? 'UNCONFIRMED' : restore.state
  const text = `AWS is not answering (${event.code}). The intent is kept, Tidemark keeps looking`
  const told = restore.awsStatus === event.code
  // Grows with the time spent in this state, so no counter is needed.
  const wait = Math.max(settings.pollMs, Math.min(HUMAN_PACE, (event.at - restore.stateSince) / 4))
  return move(restore, state, event.at, { awsStatus: event.code }, [
    ...(told ? [] : [{ kind: 'record' as const, text, code: event.code }]),
    { kind: 'look', after: wait },
  ])
}

/** Commits to one call: counted and timed before it is made. */
export function send(restore: MachineRestore, at: number, text: string): Transition {
  const sent = { sendCount: restore.sendCount + 1, firstSentAt: restore.firstSentAt ?? at, lastSentAt: at }
  return move(restore, 'SENDING', at, { ...sent, awsStatus: null }, [{ kind: 'record', text }, { kind: 'send' }])
}

function run(
  restore: MachineRestore,
  event: { at: number; sighting: Sighting },
  text: string,
  then: Effect,
): Transition {
  const known = { ...sighted(restore, event.sighting), failureCode: null, failureText: null }
  return move(restore, 'RUNNING', event.at, known, [{ kind: 'record', text, status: event.sighting.status }, then])
}

function progress(restore: MachineRestore, sighting: Sighting, then: Effect): Transition {
  const next = { ...restore, ...sighted(restore, sighting) }
  const percent = next.percent === null ? '' : `, ${Math.round(next.percent)} %`
  const text = `${restore.targetName} is ${sighting.status.toLowerCase()}${percent}`
  const told = next.awsStatus === restore.awsStatus
  return { next, effects: told ? [then] : [{ kind: 'record', text, status: sighting.status }, then], refused: null }
}

function doubt(
  restore: MachineRestore,
  event: { at: number; code: string; sentence: string },
  patch: Partial<MachineRestore>,
): Transition {
  const text = `Not confirmed: ${event.sentence.replace(/\.$/, '')}. Looking for it at AWS before anything is sent again`
  return move(restore, 'UNCONFIRMED', event.at, patch, [
    { kind: 'record', text, code: event.code },
    { kind: 'look', after: 0 },
  ])
}

function lost(restore: MachineRestore, at: number, text: string, settings: MachineSettings): Transition {
  if (restore.state === 'NEEDS_HUMAN') return needsHuman(restore, at, text)
  // A listing may lag behind a creation: only an absence that outlasts the settle window counts.
  if (at - restore.stateSince >= settings.settleMs) return needsHuman(restore, at, text)
  return { next: restore, effects: [{ kind: 'look', after: settings.pollMs }], refused: null }
}

function needsHuman(restore: MachineRestore, at: number, text: string): Transition {
  const look: Effect = { kind: 'look', after: HUMAN_PACE }
  if (restore.state === 'NEEDS_HUMAN') return { next: restore, effects: [look], refused: null }
  return move(restore, 'NEEDS_HUMAN', at, { failureText: text }, [
    { kind: 'record', text: `A person has to look: ${text}`, code: 'needs-human' },
    look,
  ])
}

function fail(restore: MachineRestore, at: number, code: string, text: string): Transition {
  return move(restore, 'FAILED', at, { failureCode: code, failureText: text }, [
    { kind: 'record', text: `Failed: ${text}`, code },
  ])
}

/** The next restore in `state`; `stateSince` changes only with the state. */
export function move(
  restore: MachineRestore,
  state: RestoreState,
  at: number,
  patch: Partial<MachineRestore>,
  effects: Effect[],
): Transition {
  const stateSince = state === restore.state ? restore.stateSince : at
  return { next: { ...restore, ...patch, state, stateSince }, effects, refused: null }
}

/** Nothing changes, and why. */
export function refuse(restore: MachineRestore, refused: string): Transition {
  return { next: restore, effects: [], refused }
}

function sighted(restore: MachineRestore, sighting: Sighting): Partial<MachineRestore> {
  return {
    awsJobId: sighting.jobId ?? restore.awsJobId,
    awsResourceId: sighting.resourceId ?? restore.awsResourceId,
    awsStatus: sighting.status,
    percent: sighting.percent ?? null,
  }
}
