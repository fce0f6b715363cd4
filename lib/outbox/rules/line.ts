import type { Answer } from '@/lib/outbox/model/channels'
import type { Ended, Heard, Line, Pending, Step } from '@/lib/outbox/model/line'
import { BELIEF_AGE, KINDS } from '@/lib/outbox/rules/kinds'
import { nextTry } from '@/lib/outbox/rules/retry'
import { formatDuration } from '@/lib/time/durations'

const MAYBE = 'It may have arrived all the same.'

/** What a new message, the last of the line, changes: only what leads from the last heard to what is true stays. */
export function said(line: Line, now: number): Step {
  return agree(line, { ...line, ended: [] }, now)
}

/** What the answer to an attempt changes. An answer to a claim that was lost changes nothing: another has the message. */
export function answered(line: Line, { id, by }: { id: string; by: string }, answer: Answer, now: number): Step {
  const message = line.pending.find((each) => each.id === id && each.claim?.by === by)
  if (!message) return { ...line, ended: [] }
  if (answer.kind === 'heard') {
    const heard = HEARD_BY[KINDS[message.kind].word] ?? line.heard
    return agree(line, end(line, { id, state: 'delivered', why: null }, heard), now)
  }
  if (answer.kind === 'refused' && !answer.again) return agree(line, refuse(line, message, answer.text), now)
  const free = answer.kind === 'unknown' ? doubt(message) : { ...message, claim: null }
  const nextAttemptAt = nextTry(free.attempts, now, free.expiresAt)
  return agree(line, replace(line, { ...free, nextAttemptAt, lastError: answer.text }), now)
}

/** What the time alone changes: a claim that ran out leaves a doubt, and what waited longer than its age ends. */
export function lapsed(line: Line, now: number): Step {
  const unchanged = { ...line, ended: [] }
  const lost = line.pending.find(({ claim }) => claim !== null && claim.until <= now)
  if (lost) return agree(line, replace(line, { ...doubt(lost), nextAttemptAt: now, lastError: LOST }), now)
  const head = line.pending[0]
  if (!head || head.claim !== null || head.expiresAt > now) return unchanged
  return agree(line, expire(line, head), now)
}

/**
 * Takes the message that may be sent now, if any, for `by` until `until`: only the first of a line, and only while no
 * attempt is under way.
 */
export function claimed(line: Line, claim: { by: string; until: number }, now: number): Step {
  const current = lapsed(line, now)
  const [head] = current.pending
  if (!head || head.claim !== null || head.nextAttemptAt > now || head.expiresAt <= now) return current
  return { ...replace(current, { ...head, claim, attempts: head.attempts + 1 }), ended: current.ended }
}

const LOST = 'The attempt was cut off before its answer was written down.'
const HEARD_BY: Partial<Record<string, Heard>> = { raise: 'raised', clear: 'cleared' }

/** What may have arrived has to be found out, or the receiver would be left with it: it is worth a long time. */
function doubt(message: Pending): Pending {
  const { kind, createdAt, expiresAt } = message
  const stands = KINDS[kind].word !== 'say'
  return {
    ...message,
    claim: null,
    doubtful: true,
    expiresAt: stands ? Math.max(expiresAt, createdAt + BELIEF_AGE) : expiresAt,
  }
}

function refuse(line: Line, { id, kind, doubtful }: Pending, text: string): Step {
  if (!doubtful) return end(line, { id, state: 'failed', why: text }, line.heard)
  return end(line, { id, state: 'doubtful', why: `${text} ${MAYBE}` }, forget(line, kind))
}

function expire(line: Line, { id, kind, doubtful, lastError }: Pending): Step {
  const { word, age } = KINDS[kind]
  const late = 'Nobody received it in time.'
  if (doubtful) {
    return end(line, { id, state: 'doubtful', why: `${late} ${MAYBE} ${lastError ?? ''}`.trim() }, forget(line, kind))
  }
  if (word !== 'clear') return end(line, { id, state: 'withdrawn', why: late }, line.heard)
  const why = `Nobody received it in ${formatDuration(age)}; the receiver may still hold the alarm for true.`
  return end(line, { id, state: 'withdrawn', why }, 'nothing')
}

/** Where nobody knows what is believed, the next alarm has to be told whatever was heard before. */
const forget = (line: Line, kind: Pending['kind']): Heard => (KINDS[kind].word === 'say' ? line.heard : 'nothing')

function end({ pending }: Line, ended: Ended, heard: Heard): Step {
  return { heard, pending: pending.filter(({ id }) => id !== ended.id), ended: [ended] }
}

function replace(line: Line, message: Pending): Step {
  return { ...line, pending: line.pending.map((each) => (each.id === message.id ? message : each)), ended: [] }
}

/**
 * Ends what need not be said. While something is on its way or may have arrived, the newest word waits for its answer;
 * after that it stays only if it tells the receiver something new. What has become the first gets its age anew.
 */
function agree(before: Line, { heard, pending, ended }: Step, now: number): Step {
  const newest = pending.at(-1)
  if (!newest) return { heard, pending, ended }
  const kept: Pending[] = []
  const over: Ended[] = [...ended]
  for (const each of pending) {
    const why = each === newest || each.claim !== null ? null : replacedWhy(each, newest)
    if (why === null) kept.push(each)
    else over.push({ id: each.id, state: each.doubtful ? 'doubtful' : 'superseded', why })
  }
  const needless = kept.length === 1 && newest.claim === null && !newest.doubtful ? needlessWhy(heard, newest) : null
  if (needless !== null)
    return { heard, pending: [], ended: [...over, { id: newest.id, state: 'superseded', why: needless }] }
  const [head, ...rest] = kept
  if (!head || before.pending[0]?.id === head.id) return { heard, pending: kept, ended: over }
  const expiresAt = Math.max(head.expiresAt, now + KINDS[head.kind].age)
  return { heard, pending: [expiresAt === head.expiresAt ? head : { ...head, expiresAt }, ...rest], ended: over }
}

/** Why an older word gives way to the newest; null where it has to be settled first. */
function replacedWhy({ kind, doubtful }: Pending, newest: Pending): string | null {
  const { word } = KINDS[kind]
  if (doubtful) return word === 'say' ? `A newer word replaced it. ${MAYBE}` : null
  if (word === 'raise' && KINDS[newest.kind].word === 'clear') return 'It was over before it could be told.'
  return 'A newer word replaced it.'
}

/** Why the receiver need not hear it, from what it heard last; null where it does. */
function needlessWhy(heard: Heard, { kind }: Pending): string | null {
  const { word } = KINDS[kind]
  if (word === 'raise' && heard === 'raised') return 'The receiver has heard of it and of no end since.'
  if (word === 'clear' && heard !== 'raised') return 'No receiver is known to have heard its beginning.'
  return null
}
