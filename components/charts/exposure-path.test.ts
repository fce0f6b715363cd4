import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aboveTarget, breachSpans, exposureLines, type Vertex } from '@/components/charts/exposure-path'
import type { ExposureSegment } from '@/components/charts/types'

const tooth = (from: number, to: number, start: number): ExposureSegment => ({
  state: 'known',
  from,
  to,
  start,
  end: start + to - from,
})

describe('exposureLines', () => {
  it('breaks where nothing is known', () => {
    const lines = exposureLines([tooth(0, 10, 1), { state: 'unknown', from: 10, to: 20 }, tooth(20, 30, 1)], 0, 30, 100)
    expect(lines).toEqual([
      [
        [0, 1],
        [10, 11],
      ],
      [
        [20, 1],
        [30, 11],
      ],
    ])
  })

  it('never loses the highest exposure, however narrow the drawing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 200 }), (lengths) => {
        let at = 0
        const segments = lengths.map((length) => {
          const segment = tooth(at, at + length, 2)
          at += length
          return segment
        })
        const highest = Math.max(
          ...exposureLines(segments, 0, at, 7)
            .flat()
            .map(([, exposure]) => exposure),
        )
        expect(highest).toBe(2 + Math.max(...lengths))
      }),
    )
  })
})

describe('aboveTarget', () => {
  it.each<[string, Vertex[], Vertex[][]]>([
    [
      'stays below',
      [
        [0, 0],
        [5, 5],
      ],
      [],
    ],
    [
      'touches it',
      [
        [0, 0],
        [10, 10],
      ],
      [],
    ],
    [
      'crosses and falls',
      [
        [0, 0],
        [20, 20],
        [20, 2],
      ],
      [
        [
          [10, 10],
          [20, 20],
          [20, 10],
        ],
      ],
    ],
    [
      'is above throughout',
      [
        [0, 12],
        [4, 16],
      ],
      [
        [
          [0, 10],
          [0, 12],
          [4, 16],
          [4, 10],
        ],
      ],
    ],
  ])('%s', (_name, line, expected) => {
    expect(aboveTarget(line, 10)).toEqual(expected)
  })

  it('tells each breach with its peak', () => {
    expect(breachSpans([tooth(0, 20, 0), tooth(20, 25, 2)], 10)).toEqual([{ from: 10, to: 20, peak: 20, peakAt: 20 }])
  })
})
