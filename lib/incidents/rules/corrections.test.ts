import { describe, expect, it } from 'vitest'
import type { CorrectionDetail } from '@/lib/incidents/model/entries/correction'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import { entryWith } from '@/lib/incidents/testing/samples'

const correction = (seq: number, detail: CorrectionDetail, correctsId: string | null = 'entry-1') =>
  entryWith(seq, { kind: 'correction', correctsId, detail })

describe('corrections', () => {
  const wrong = entryWith(1, { text: 'Writes stopped', occurredAt: 35 })

  it('are drawn on the entry they correct, the newest by order of recording wins, the original stays', () => {
    const first = correction(3, { newOccurredAt: 33 })
    const second = correction(4, { newOccurredAt: 31, newText: 'Drained' })
    const said = { byName: 'Scribe', reason: 'entry-3', recordedAt: 3_000 }
    expect(drawEntries([second, wrong, first, first])).toEqual([
      {
        ...{ entry: wrong, occurredAt: 31, text: 'Drained' },
        corrections: [
          { ...said, id: 'entry-3', time: { was: 35, now: 33 }, text: null },
          {
            ...{ ...said, id: 'entry-4', reason: 'entry-4', recordedAt: 4_000 },
            ...{ time: { was: 33, now: 31 }, text: { was: 'Writes stopped', now: 'Drained' } },
          },
        ],
      },
    ])
  })

  it('change what they name, and nothing else', () => {
    const drawn = (detail: CorrectionDetail) => drawEntries([wrong, correction(2, detail)])[0]
    expect(drawn({ newText: 'Drained' })).toMatchObject({
      ...{ occurredAt: 35, text: 'Drained' },
      corrections: [{ time: null, text: { was: 'Writes stopped', now: 'Drained' } }],
    })
    expect(drawn({ newOccurredAt: 0 })).toMatchObject({
      ...{ occurredAt: 0, text: 'Writes stopped' },
      corrections: [{ time: { was: 35, now: 0 }, text: null }],
    })
    expect(drawn({})).toMatchObject({
      occurredAt: 35,
      text: 'Writes stopped',
      corrections: [{ time: null, text: null }],
    })
  })

  it('are corrections alone: what else names an entry does not change it', () => {
    expect(drawEntries([wrong, entryWith(2, { correctsId: 'entry-1' })]).map(({ corrections }) => corrections)).toEqual(
      [...[[], []]],
    )
  })

  it('of entries that are not loaded, or of none, say nothing', () => {
    expect(drawEntries([correction(2, { newText: 'x' }, 'elsewhere'), correction(3, { newText: 'x' }, null)])).toEqual(
      [],
    )
  })
})

it('the timeline is drawn with the newest first, by when it happened as corrected, then by order of recording', () => {
  const entries = [1, 2, 3, 4].map((seq) => entryWith(seq, { occurredAt: seq === 4 ? 9 : 5 }))
  const later = correction(5, { newOccurredAt: 20 })
  const ids = (list: typeof entries) => drawEntries(list).map(({ entry }) => entry.seq)
  expect(ids([...entries, later])).toEqual([1, 4, 3, 2])
  expect(ids([later, ...entries.toReversed()])).toEqual([1, 4, 3, 2])
})
