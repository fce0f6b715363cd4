import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMANDS, describeLine, parseEntryLine } from '@/lib/incidents/rules/parse-entry-line'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const DAY_START = Date.UTC(2026, 10, 21)
const NOW = DAY_START + 14 * HOUR + 32 * MINUTE + 8_000
const at = (h: number, m: number, s = 0) => DAY_START + h * HOUR + m * MINUTE + s * 1_000

describe('a line without time or command', () => {
  it.each([
    ['ALB shows last write', 'ALB shows last write'],
    ['  indented, kept as typed ', '  indented, kept as typed '],
    ['/var/lib/postgresql is full', '/var/lib/postgresql is full'],
    ['/dev/sda1', '/dev/sda1'],
    ['two\nlines', 'two\nlines'],
    ['14:05:99:12 odd', '14:05:99:12 odd'],
    ['the deploy of 2026-11-19 08:00 failed', 'the deploy of 2026-11-19 08:00 failed'],
    ['since yesterday 08:00 it fails', 'since yesterday 08:00 it fails'],
    ['14:05', null],
  ])('%j', (line, text) => {
    const parsed = parseEntryLine(line, NOW)
    if (text === null) expect(parsed).toMatchObject({ means: 'refused', why: 'Say what happened at 14:05:00 UTC.' })
    else expect(parsed).toEqual({ means: 'entry', kind: 'note', text, occurredAt: NOW, backDated: false })
  })

  it('means nothing while it is empty', () => {
    expect(parseEntryLine('  \n ', NOW)).toEqual({ means: 'nothing' })
  })

  it('means nothing while only the backslash is there', () => {
    expect(parseEntryLine('\\', NOW)).toEqual({ means: 'nothing' })
    expect(parseEntryLine('\\ \t', NOW)).toEqual({ means: 'nothing' })
  })

  it('is of the kind that the field is set to', () => {
    expect(parseEntryLine('x', NOW, 'decision')).toMatchObject({ kind: 'decision' })
    expect(parseEntryLine('\\x', NOW, 'decision')).toMatchObject({ kind: 'decision' })
    expect(parseEntryLine('/note x', NOW, 'decision')).toMatchObject({ kind: 'note' })
  })

  it('takes a line behind a backslash as it is', () => {
    expect(parseEntryLine('\\14:05 is the name of the job', NOW)).toMatchObject({
      text: '14:05 is the name of the job',
      occurredAt: NOW,
      backDated: false,
    })
  })
})

describe('a time at the beginning', () => {
  it.each([
    ['14:05 ALB shows last write at 13:31:52', at(14, 5), 'ALB shows last write at 13:31:52'],
    ['9:05 first call', at(9, 5), 'first call'],
    ['13:31:52 target group drained', at(13, 31, 52), 'target group drained'],
    ['14:32 just now', at(14, 32), 'just now'],
    ['14:33 a clock that runs ahead', NOW, 'a clock that runs ahead'],
    ['  9:05 indented', at(9, 5), 'indented'],
    ['14:05 13:00 is in the text', at(14, 5), '13:00 is in the text'],
    ['14:05  two blanks', at(14, 5), ' two blanks'],
    ['00:00:00 midnight', at(0, 0), 'midnight'],
    ['02:32:08 twelve hours ago', at(2, 32, 8), 'twelve hours ago'],
    ['yesterday  23:59:59 two blanks', at(23, 59, 59) - DAY, 'two blanks'],
    ['2026-11-21 14:32:09 a clock that runs ahead', NOW, 'a clock that runs ahead'],
    ['2026-11-21 14:33:08 by a minute', NOW, 'by a minute'],
    ['14:33:08 by a minute', NOW, 'by a minute'],
    ['yesterday 23:50 first odd row', at(23, 50) - DAY, 'first odd row'],
    ['2026-11-19 08:00 deploy', DAY_START - 2 * DAY + 8 * HOUR, 'deploy'],
    ['2026-11-21T14:05:00Z from the log', at(14, 5), 'from the log'],
  ])('%s', (line, occurredAt, text) => {
    expect(parseEntryLine(line, NOW)).toEqual({ means: 'entry', kind: 'note', text, occurredAt, backDated: true })
  })

  it('is yesterday’s when the day has just turned', () => {
    const midnight = DAY_START + 10 * MINUTE
    expect(parseEntryLine('23:58 last write', midnight)).toMatchObject({ occurredAt: at(23, 58) - DAY })
    expect(parseEntryLine('12:10 half a day ago', midnight)).toMatchObject({ occurredAt: at(12, 10) - DAY })
    expect(parseEntryLine('12:09:59 longer ago', midnight)).toMatchObject({ means: 'refused' })
  })

  it.each([
    ['14:50 too early', '14:50 has not come yet: it is 14:32 UTC. For the day before write “yesterday 14:50”.'],
    [
      '14:33:09 a second too far ahead',
      '14:33:09 has not come yet: it is 14:32 UTC. For the day before write “yesterday 14:33:09”.',
    ],
    ['2026-11-21 14:33:09 as well', '2026-11-21 14:33:09 UTC has not come yet: an entry says what happened.'],
    ['24:00 no such hour', '24:00 is no time of day. To begin the text with it, put a backslash before it.'],
    ['14:60 no such minute', '14:60 is no time of day. To begin the text with it, put a backslash before it.'],
    ['14:05:60 no such second', '14:05:60 is no time of day. To begin the text with it, put a backslash before it.'],
    ['2026-11-19 24:00 no such hour', '2026-11-19 24:00 is no time. Write 2026-11-20 14:05, in UTC.'],
    ['yesterday 23:50', 'Say what happened at 20\u00a0Nov 23:50:00 UTC.'],
    ['25:10 no such hour', '25:10 is no time of day. To begin the text with it, put a backslash before it.'],
    ['2026-02-30 10:00 no such day', '2026-02-30 10:00 is no time. Write 2026-11-20 14:05, in UTC.'],
    ['2026-11-22 10:00 tomorrow', '2026-11-22 10:00 UTC has not come yet: an entry says what happened.'],
  ])('is refused: %s', (line, why) => {
    expect(parseEntryLine(line, NOW)).toEqual({ means: 'refused', why })
  })
})

describe('a command', () => {
  it.each([
    ['/decision PITR to 13:04:12', { means: 'entry', kind: 'decision', text: 'PITR to 13:04:12', backDated: false }],
    [
      '/objection 13:50 is it a breach?',
      { means: 'entry', kind: 'objection', occurredAt: at(13, 50), backDated: true },
    ],
    [
      '13:50 /action snapshot started',
      { means: 'entry', kind: 'action', occurredAt: at(13, 50), text: 'snapshot started' },
    ],
    ['13:31:52 /stopped target group drained', { means: 'milestone', milestone: 'writesStopped', at: at(13, 31, 52) }],
    ['/resumed', { means: 'milestone', milestone: 'resumed', at: NOW, text: '' }],
    ['/impact 13:08 first failed sign-in', { means: 'milestone', milestone: 'impactStarted', at: at(13, 8) }],
    ['/status recovering restore runs', { means: 'status', to: 'recovering', text: 'restore runs' }],
    ['/sev 2', { means: 'severity', to: 2 }],
    ['/sev SEV1 all sign-ins fail', { means: 'severity', to: 1, text: 'all sign-ins fail' }],
    ['/correct', { means: 'correct' }],
    ['/decision /action is in the text', { means: 'entry', kind: 'decision', text: '/action is in the text' }],
    ['/decision\nover two\nlines', { means: 'entry', kind: 'decision', text: 'over two\nlines' }],
    ['/impact  first failed sign-in ', { means: 'milestone', at: NOW, text: 'first failed sign-in', backDated: false }],
    ['13:08 /impact', { means: 'milestone', at: at(13, 8), text: '', backDated: true }],
    ['/status  recovering  restore  runs ', { means: 'status', to: 'recovering', text: 'restore runs' }],
    ['/status RECOVERING', { means: 'status', to: 'recovering', text: '' }],
    ['/sev  2 ', { means: 'severity', to: 2, text: '' }],
    ['/correct  that one ', { means: 'correct', text: 'that one' }],
    ['/decision   ', { means: 'refused', why: 'Say what to record after /decision.' }],
    ['13:00 /sev 2', { means: 'refused', why: 'A severity changes now; it cannot be back-dated.' }],
    ['/status resolved', { means: 'refused' }],
    ['/sev 5', { means: 'refused' }],
    ['/decision', { means: 'refused', why: 'Say what to record after /decision.' }],
    ['/objectoin no', { means: 'refused' }],
    ['13:00 /status monitoring', { means: 'refused' }],
  ])('%s', (line, expected) => {
    expect(parseEntryLine(line, NOW)).toMatchObject(expected)
  })

  it('that does not exist is told with all that do', () => {
    expect(parseEntryLine('/objectoin no', NOW)).toEqual({
      means: 'refused',
      why:
        'There is no command /objectoin. Known are /note, /action, /decision, /message, /objection, /status, /sev, ' +
        '/correct, /impact, /detected, /acknowledged, /stopped, /restored, /verified, /resumed.',
    })
  })

  it.each([
    ['/impact 13:08', 'sets impact started to 13:08:00 UTC'],
    ['yesterday 13:08 /stopped', 'sets writes stopped to 20\u00a0Nov 13:08:00 UTC'],
    ['/status recovering', 'sets the status to recovering'],
    ['/sev 2', 'sets the severity to SEV 2'],
    ['/correct', 'opens the chosen entry for correction'],
    ['13:50 snapshot started', 'goes in at 13:50:00, marked recorded 14:32'],
    ['13:50 /action snapshot started', 'goes in at 13:50:00, marked recorded 14:32'],
    ['/decision', 'Say what to record after /decision.'],
    ['/action snapshot started', ''],
    ['snapshot started', ''],
    ['', ''],
  ])('is described while it is typed: %j', (line, says) => {
    expect(describeLine(parseEntryLine(line, NOW), NOW)).toBe(says)
  })

  it('is known by the list under the field', () => {
    for (const command of COMMANDS) {
      const parsed = parseEntryLine(`/${command} 1`, NOW)
      expect(parsed.means === 'refused' ? parsed.why : '').not.toMatch(/no command/)
    }
  })
})

describe('whatever is typed', () => {
  it('names whole milliseconds, though a browser’s clock has fractions', () => {
    expect(parseEntryLine('x', NOW + 0.4)).toMatchObject({ occurredAt: NOW })
    expect(parseEntryLine('/impact', NOW + 0.7)).toMatchObject({ at: NOW })
  })

  it('never throws and never invents a time to come', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 946_684_800_000, max: 4e12 }), (line, now) => {
        const parsed = parseEntryLine(line, now)
        if (parsed.means === 'entry') {
          expect(parsed.occurredAt).toBeLessThanOrEqual(now + MINUTE)
          expect(line.endsWith(parsed.text)).toBe(true)
          expect(parsed.text.trim()).not.toBe('')
        }
        expect(typeof describeLine(parsed, now)).toBe('string')
      }),
    )
  })

  it('back-dates every time of this day that has passed, to the second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: DAY / 1_000 - 1 }),
        fc.integer({ min: 0, max: DAY / 1_000 - 1 }),
        (a, b) => {
          const [past, now] = [Math.min(a, b) * 1_000, Math.max(a, b) * 1_000]
          const clock = new Date(past).toISOString().slice(11, 19)
          expect(parseEntryLine(`${clock} x`, DAY_START + now)).toMatchObject({ occurredAt: DAY_START + past })
        },
      ),
    )
  })
})
