import { expect, test } from 'vitest'
import { GarbledAnswer } from '@/lib/aws/faults'
import { listOf, readPages } from '@/lib/aws/paging'

const pages = (markers: (string | undefined)[]) => {
  let at = 0
  return async () => ({ items: [at], next: markers[at++] })
}

test('calls are pages', async () => {
  expect(await readPages(pages(['a', 'b', undefined]))).toEqual({ items: [0, 1, 2], calls: 3, incomplete: false })
})
test('a marker that comes again ends the listing as incomplete', async () => {
  expect(await readPages(pages(['a', 'b', 'a', 'c']))).toEqual({ items: [0, 1, 2], calls: 3, incomplete: true })
})
test('too many pages end the listing as incomplete', async () => {
  const endless = async (marker: string | undefined) => ({ items: [1], next: `${marker}x` })
  expect(await readPages(endless, { maxPages: 5 })).toMatchObject({ calls: 5, incomplete: true })
})
test('an empty list is an answer, a missing one is none', () => {
  expect(listOf([], 'vaults')).toEqual([])
  expect(() => listOf(undefined, 'vaults')).toThrow(GarbledAnswer)
})
