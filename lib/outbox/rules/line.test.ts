import { describe, expect, test } from 'vitest'
import type { Heard, Pending, Step } from '@/lib/outbox/model/line'
import { BELIEF_AGE, KINDS } from '@/lib/outbox/rules/kinds'
import { answered, claimed, lapsed, said } from '@/lib/outbox/rules/line'
import { nextTry } from '@/lib/outbox/rules/retry'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const T = 1_795_000_000_000
const KIND = { raise: 'notice-began', clear: 'notice-cleared', say: 'restore' } as const

/** `raise`, `clear` or `say`; `?` after it: it may have arrived; `!`: it is on its way. */
function message(text: string, index: number): Pending {
  const word = text.replace(/[?!]/g, '') as keyof typeof KIND
  return {
    ...{ id: String(index), kind: KIND[word], createdAt: T, nextAttemptAt: T, attempts: 1, lastError: null },
    expiresAt: T + KINDS[KIND[word]].age,
    claim: text.includes('!') ? { by: 'w', until: T + MINUTE } : null,
    doubtful: text.includes('?'),
  }
}

const line = (heard: Heard, ...words: string[]) => ({ heard, pending: words.map(message) })
const left = ({ pending }: Step) => pending.map(({ id }) => id).join()
const over = ({ ended }: Step) => ended.map(({ id, state }) => `${id} ${state}`).join()

describe('a new word', () => {
  test.each<[Heard, string[], string, string]>([
    ['nothing', ['raise'], '0', ''],
    ['cleared', ['raise'], '0', ''],
    ['raised', ['raise'], '', '0 superseded'],
    ['nothing', ['clear'], '', '0 superseded'],
    ['cleared', ['clear'], '', '0 superseded'],
    ['raised', ['clear'], '0', ''],
    ['nothing', ['raise', 'clear'], '', '0 superseded,1 superseded'],
    ['raised', ['clear', 'raise'], '', '0 superseded,1 superseded'],
    ['nothing', ['raise', 'raise'], '1', '0 superseded'],
    ['raised', ['clear', 'clear'], '1', '0 superseded'],
    // What is on its way or may have arrived is settled first; of what waits behind it the newest stays.
    ['nothing', ['raise!', 'clear'], '0,1', ''],
    ['nothing', ['raise?', 'clear'], '0,1', ''],
    ['nothing', ['raise?', 'clear', 'raise'], '0,2', '1 superseded'],
    ['raised', ['clear?', 'raise', 'clear'], '0,2', '1 superseded'],
    ['raised', ['raise?'], '0', ''],
    ['nothing', ['say', 'say'], '1', '0 superseded'],
    ['nothing', ['say!', 'say'], '0,1', ''],
    ['nothing', ['say?', 'say'], '1', '0 doubtful'],
  ])('where %s was heard and %j waits, leaves %s', (heard, words, stays, ends) => {
    const step = said(line(heard, ...words), T)
    expect([left(step), over(step)]).toEqual([stays, ends])
    expect(step.heard).toBe(heard)
  })
})

describe('an answer', () => {
  const claim = { id: '0', by: 'w' }
  const no = { kind: 'refused', again: true, text: 'no' } as const
  test('that it was heard settles what waits behind', () => {
    const step = answered(line('nothing', 'raise!', 'raise'), claim, { kind: 'heard' }, T)
    expect([step.heard, left(step), over(step)]).toEqual(['raised', '', '0 delivered,1 superseded'])
    const end = answered(line('raised', 'clear!', 'raise'), claim, { kind: 'heard' }, T + 13 * HOUR)
    expect([end.heard, left(end), over(end)]).toEqual(['cleared', '1', '0 delivered'])
    expect(end.pending[0]?.expiresAt).toBe(T + 25 * HOUR)
  })

  test('that it was not heard frees the newer word to replace it, or makes it needless', () => {
    expect(over(answered(line('nothing', 'raise!', 'clear'), claim, no, T))).toBe('0 superseded,1 superseded')
    expect(over(answered(line('raised', 'clear!', 'raise'), claim, no, T))).toBe('0 superseded,1 superseded')
    expect(over(answered(line('nothing', 'raise!', 'raise'), claim, no, T))).toBe('0 superseded')
  })

  test('that is lost leaves a doubt that does not age as an alarm does', () => {
    const step = answered(line('nothing', 'raise!', 'clear'), claim, { kind: 'unknown', text: 'lost' }, T)
    expect([left(step), over(step)]).toEqual(['0,1', ''])
    expect(step.pending[0]).toMatchObject({ doubtful: true, claim: null, expiresAt: T + BELIEF_AGE, lastError: 'lost' })
    // A refusal says nothing of the attempt before it.
    expect(left(answered(line('nothing', 'raise!?', 'clear'), claim, no, T))).toBe('0,1')
  })

  test('that refuses for good ends it, as possibly arrived where an attempt before it may have been', () => {
    const never = { ...no, again: false }
    const plain = answered(line('raised', 'clear!'), claim, never, T)
    expect([plain.heard, over(plain)]).toEqual(['raised', '0 failed'])
    const doubt = answered(line('raised', 'clear!?', 'raise'), claim, never, T)
    expect([doubt.heard, left(doubt), over(doubt)]).toEqual(['nothing', '1', '0 doubtful'])
  })

  test('to a claim that was lost changes nothing', () => {
    const before = line('nothing', 'raise!')
    expect(answered(before, { id: '0', by: 'another' }, { kind: 'heard' }, T)).toEqual({ ...before, ended: [] })
  })
})

describe('time', () => {
  test('withdraws the first that waited longer than its age, and nothing that is on its way', () => {
    expect(over(lapsed(line('nothing', 'raise'), T + 12 * HOUR - 1))).toBe('')
    expect(over(lapsed(line('nothing', 'raise'), T + 12 * HOUR))).toBe('0 withdrawn')
    const late = { ...message('raise!', 0), expiresAt: T }
    expect(over(lapsed({ heard: 'nothing', pending: [late] }, T + MINUTE - 1))).toBe('')
  })

  test('leaves a doubt where a claim ran out', () => {
    const step = lapsed(line('nothing', 'raise!', 'clear'), T + MINUTE)
    expect(step.pending[0]).toMatchObject({ doubtful: true, claim: null, nextAttemptAt: T + MINUTE })
    expect(over(lapsed(line('nothing', 'say!', 'say'), T + MINUTE))).toBe('0 doubtful')
  })

  test('gives what waited behind a doubt its age anew, and forgets what nobody can know', () => {
    const step = lapsed(line('raised', 'clear?', 'raise'), T + 31 * DAY)
    expect([step.heard, left(step), over(step)]).toEqual(['nothing', '1', '0 doubtful'])
    expect(step.pending[0]?.expiresAt).toBe(T + 31 * DAY + 12 * HOUR)
  })

  test('lets only the first of a line go, and only while it is due', () => {
    const taken = (words: string[], now: number) =>
      claimed(line('nothing', ...words), { by: 'me', until: now + 1 }, now).pending.map(({ claim }) => claim?.by ?? '-')
    expect(taken(['raise!', 'clear'], T)).toEqual(['w', '-'])
    expect(taken(['raise!', 'clear'], T + MINUTE)).toEqual(['me', '-'])
    expect(taken(['raise?', 'clear'], T)).toEqual(['me', '-'])
    expect(taken(['raise'], T - 1)).toEqual(['-'])
    expect(taken(['raise'], T + 12 * HOUR)).toEqual([])
  })
})

test('a message is tried later and later, and once more just before it expires', () => {
  const pauses = [1, 2, 3, 12, 60].map((attempts) => nextTry(attempts, T, T + DAY) - T)
  expect(pauses).toEqual([10 * SECOND, 20 * SECOND, 40 * SECOND, HOUR, HOUR])
  expect(nextTry(12, T, T + 30 * MINUTE) - T).toBe(29 * MINUTE)
  expect(nextTry(12, T, T + 30 * SECOND) - T).toBe(10 * SECOND)
})
