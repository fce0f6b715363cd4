import { expect, it } from 'vitest'
import { readAgain } from '@/components/live/read-again'

it('reads once more after a burst, and not once a request', async () => {
  let reads = 0
  const gates: (() => void)[] = []
  const request = readAgain(() => {
    reads += 1
    return new Promise<void>((done) => gates.push(done))
  })
  request()
  request()
  request()
  expect(reads).toBe(1)
  gates.shift()?.()
  await tick()
  expect(reads).toBe(2)
  gates.shift()?.()
  await tick()
  expect(reads).toBe(2)
})

it('goes on after a read that failed', async () => {
  let reads = 0
  const request = readAgain(() => {
    reads += 1
    return Promise.reject(new Error('refused'))
  })
  request()
  await tick()
  request()
  await tick()
  expect(reads).toBe(2)
})

function tick(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0))
}
