import { expect, test } from 'vitest'
import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'

test('each reason not to believe a fact has words of its own, without a full stop: they end a sentence', () => {
  const words = Object.values(DISTRUST_WORDS)
  expect(Object.keys(DISTRUST_WORDS).sort()).toEqual([
    ...['garbled', 'incomplete', 'never-read', 'refused', 'stale', 'unobserved'],
  ])
  expect(new Set(words).size).toBe(6)
  for (const word of words) expect(word).toMatch(/^\w.*[^.]$/)
})
