import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTogether } from '@/lib/live/read-together'

/** Reads that end when they are let go, each with the state of the moment in which it began. */
function world() {
  let version = 0
  const gates: (() => void)[] = []
  let reads = 0
  const ask = readTogether(async () => {
    reads += 1
    const seen = version
    await new Promise<void>((go) => gates.push(go))
    return seen
  })
  return {
    ask,
    change: () => (version += 1),
    endOne: async () => {
      gates.shift()?.()
      await new Promise((go) => setImmediate(go))
    },
    reads: () => reads,
    version: () => version,
    isBusy: () => gates.length > 0,
  }
}

describe('reading together', () => {
  test('forty who ask at once are answered by two reads', async () => {
    const { ask, endOne, reads, isBusy } = world()
    const answers = Array.from({ length: 40 }, () => ask('INC-0001'))
    while (isBusy()) await endOne()
    expect(await Promise.all(answers)).toEqual(Array(40).fill(0))
    expect(reads()).toBe(2)
  })

  test('nobody is told what was true before they asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('ask', 'change', 'end'), { maxLength: 40 }), async (steps) => {
        const { ask, change, endOne, version, isBusy } = world()
        const asked: { since: number; answer: Promise<number> }[] = []
        for (const step of steps) {
          if (step === 'ask') asked.push({ since: version(), answer: ask('x') })
          if (step === 'change') change()
          if (step === 'end') await endOne()
        }
        while (isBusy()) await endOne()
        for (const { since, answer } of asked) expect(await answer).toBeGreaterThanOrEqual(since)
      }),
    )
  })

  test('a read that fails fails those who share it, and nobody after them', async () => {
    let fails = true
    const ask = readTogether(async (key) => {
      if (fails) throw new Error('away')
      return key
    })
    await expect(ask('a')).rejects.toThrow('away')
    const first = ask('a').catch(() => 'failed')
    const second = ask('a')
    fails = false
    expect([await first, await second]).toEqual(['failed', 'a'])
    expect(await ask('a')).toBe('a')
  })

  test('one thing does not wait for another', async () => {
    const ask = readTogether(async (key) => (key === 'slow' ? new Promise<string>(() => {}) : key))
    void ask('slow')
    expect(await ask('quick')).toBe('quick')
  })
})
