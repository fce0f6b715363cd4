import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RecordStatePanel } from '@/components/audit/record-state'
import type { RecordState } from '@/lib/chains/model/verdict'

const AT = Date.parse('2026-11-27T20:00:00Z')
const never: RecordState = {
  ...{ chains: 0, entries: 0, lookedAt: null, wholeAt: null, breaks: [] },
  outside: { at: null, where: null, fault: null },
}
const looked: RecordState = {
  ...{ chains: 41, entries: 12_204, lookedAt: AT, wholeAt: AT - 18 * 3_600_000, breaks: [] },
  outside: { at: AT, where: '.tidemark/heads/2026-11.jsonl', fault: null },
}
const found = {
  chain: 'INC-0007',
  seq: 12,
  why: 'it is missing',
  found: 'x',
  witness: 'chain',
  explained: null,
} as const
const explained = { ...found, seq: 3, explained: { by: 'Commander on call', at: AT, reason: 'Restored from a dump.' } }

const text = (state: RecordState) =>
  renderToStaticMarkup(<RecordStatePanel state={state} />)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

test.each<[string, RecordState, RegExp[], RegExp[]]>([
  ['nobody looked yet', never, [/Not verified yet/, /No head was written outside/], [/whole/]],
  ['all is whole', looked, [/12,204 entries in 41 chains: whole/, /Newest heads.*heads\/2026-11\.jsonl/], [/xplained/]],
  [
    'a break',
    { ...looked, breaks: [found] },
    [/1 not explained/, /INC-0007, entry 12: it is missing.*Not explained/],
    [/whole/],
  ],
  [
    'an explained one',
    { ...looked, breaks: [explained] },
    [/every break is explained/, /Explained by Commander on call.*Restored/],
    [/Not explained/],
  ],
  ['not walked whole yet', { ...looked, wholeAt: null }, [/from the first entry not yet/], []],
  [
    'a full disk',
    { ...looked, outside: { ...looked.outside, fault: 'ENOSPC' } },
    [/could not be written last: ENOSPC/],
    [],
  ],
])('says of the record: %s', (_what, state, said, unsaid) => {
  for (const words of said) expect(text(state)).toMatch(words)
  for (const words of unsaid) expect(text(state)).not.toMatch(words)
})
