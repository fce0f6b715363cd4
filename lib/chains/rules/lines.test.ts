import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { headsDue, wholeWalkDue } from '@/lib/chains/rules/due'
import { NOTHING_WRITTEN, nextLine, readOn, type Written } from '@/lib/chains/rules/lines'
import { keyName } from '@/lib/chains/rules/signature'

const pair = () => {
  const privatePem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = createPublicKey(privatePem)
  return { privatePem, name: keyName(publicKey), publicKey }
}
const own = pair()
const foreign = pair()
const keys = new Map([[own.name, own.publicKey]])
const AT = Date.parse('2026-11-27T20:00:00Z')

const read = (texts: readonly string[]) =>
  texts.reduce<Written>(
    (so, text, i) => readOn(so, { file: '2026-11.jsonl', line: i + 1, text }, keys),
    NOTHING_WRITTEN,
  )

/** Lines of four hours: the audit grows each hour, an incident once. */
function lines(): string[] {
  const texts: string[] = []
  for (const hour of [0, 1, 2, 3]) {
    const audit = { chain: 'audit', length: hour + 1, hash: `a${hour}` }
    const incident = { chain: 'INC-0007', length: hour < 2 ? 4 : 5, hash: hour < 2 ? 'i4' : 'i5' }
    texts.push(nextLine(read(texts), [audit, incident], own.privatePem, AT + hour * 3_600_000))
  }
  return texts
}

describe('lines of heads', () => {
  test('name what moved since the line before, and read as they were written', () => {
    const written = read(lines())
    expect(written.breaks).toEqual([])
    expect(written.heads.map(({ chain, length, at, where }) => [chain, length, (at - AT) / 3_600_000, where])).toEqual([
      ['audit', 1, 0, '2026-11.jsonl, line 1'],
      ['INC-0007', 4, 0, '2026-11.jsonl, line 1'],
      ['audit', 2, 1, '2026-11.jsonl, line 2'],
      ['audit', 3, 2, '2026-11.jsonl, line 3'],
      ['INC-0007', 5, 2, '2026-11.jsonl, line 3'],
      ['audit', 4, 3, '2026-11.jsonl, line 4'],
    ])
    expect(written.newest).toEqual({ at: AT + 3 * 3_600_000, where: '2026-11.jsonl, line 4' })
  })

  test.each<[string, (texts: string[]) => string[], string[]]>([
    ['a figure changed', (t) => t.with(1, t[1]?.replace('"length":2', '"length":9') ?? ''), ['2 signature', '3 lines']],
    ['a time changed', (t) => t.with(3, t[3]?.replace('T23:', 'T22:') ?? ''), ['4 signature']],
    ['a line taken out', (t) => t.toSpliced(1, 1), ['2 lines']],
    ['the first taken out', (t) => t.slice(1), ['1 lines']],
    ['two exchanged', (t) => [t[0], t[2], t[1], t[3]].map(String), ['2 lines', '3 lines', '4 lines']],
    ['signed with another key', (t) => [...t, nextLine(read(t), [], foreign.privatePem, AT)], ['5 signature']],
    [
      'another key under our name',
      (t) => [...t, nextLine(read(t), [], foreign.privatePem, AT).replace(foreign.name, own.name)],
      ['5 signature'],
    ],
    ['the last cut short', (t) => t.with(3, t[3]?.slice(0, 40) ?? ''), ['4 the last line cannot be read']],
    ['JSON that is no line', (t) => [...t, 'null', '[]', '{"heads":[]}'], ['7 the last line cannot be read']],
  ])('tell: %s', (_what, change, told) => {
    const { breaks } = read(change(lines()))
    const said = breaks.map(({ seq, why }) => `${seq} ${/signature|the last.*|lines/.exec(why)?.[0]}`)
    expect(said).toEqual(told)
  })

  test('go on after one that a full disk cut short', () => {
    const torn = [...lines(), '{"at":"2026-']
    const after = nextLine(read(torn), [{ chain: 'audit', length: 9, hash: 'a9' }], own.privatePem, AT)
    expect(read([...torn, after])).toMatchObject({ breaks: [], lines: 6 })
  })

  test('a changed line says nothing about chains', () => {
    const [first = ''] = lines()
    expect(read([first.replace('"length":1', '"length":2')]).heads).toEqual([])
  })
})

const T = (iso: string) => Date.parse(iso)

test.each([
  [null, '2026-11-27T20:00:00Z', true],
  ['2026-11-27T02:00:00Z', '2026-11-27T20:00:00Z', false],
  ['2026-11-27T01:59:59Z', '2026-11-27T02:00:00Z', true],
  ['2026-11-27T01:59:59Z', '2026-11-27T01:59:59.999Z', false],
  ['2026-11-26T03:00:00Z', '2026-11-27T01:00:00Z', false],
  ['2026-11-26T01:00:00Z', '2026-11-27T01:00:00Z', true],
  ['2026-11-28T03:00:00Z', '2026-11-27T03:00:00Z', true],
])('a whole walk that ended at %s is due again at %s: %s', (wholeAt, now, due) => {
  expect(wholeWalkDue(wholeAt === null ? null : T(wholeAt), T(now))).toBe(due)
})

test.each([
  [null, true],
  [3_599_999, false],
  [3_600_000, true],
  [-1, true],
])('heads are due %s ms after they were written: %s', (ago, due) => {
  expect(headsDue(ago === null ? null : AT - ago, AT)).toBe(due)
})
