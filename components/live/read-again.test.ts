import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readAgain } from '@/components/live/read-again'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Counts reads; each ends when `end` is called. */
function counted(pauseMs: number) {
  let reads = 0
  const gates: (() => void)[] = []
  const request = readAgain(() => {
    reads += 1
    return new Promise<void>((done) => gates.push(done))
  }, pauseMs)
  const end = async () => {
    gates.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { request, end, reads: () => reads }
}

it('reads once more after a burst, and not once a request', async () => {
  const { request, end, reads } = counted(0)
  request()
  request()
  request()
  await vi.advanceTimersByTimeAsync(0)
  expect(reads()).toBe(1)
  await end()
  expect(reads()).toBe(2)
  await end()
  expect(reads()).toBe(2)
})

it('goes on after a read that failed', async () => {
  let reads = 0
  const request = readAgain(() => {
    reads += 1
    return Promise.reject(new Error('refused'))
  }, 0)
  request()
  await vi.advanceTimersByTimeAsync(0)
  request()
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toBe(2)
})

describe('with a pause of a second', () => {
  it('a storm of changes for ten seconds is eleven reads, and the last change is read', async () => {
    let reads = 0
    let version = 0
    let seen = 0
    const request = readAgain(async () => {
      reads += 1
      seen = version
    }, 1_000)
    for (let ms = 0; ms < 10_000; ms += 20) {
      version += 1
      request()
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.advanceTimersByTimeAsync(1_000)
    expect(reads).toBe(11)
    expect(seen).toBe(version)
  })

  it('the first change after a calm is read at once', async () => {
    const { request, end, reads } = counted(1_000)
    request()
    await end()
    await vi.advanceTimersByTimeAsync(1_000)
    request()
    await vi.advanceTimersByTimeAsync(0)
    expect(reads()).toBe(2)
  })

  it('what this person did does not wait, also while others do', async () => {
    const { request, end, reads } = counted(1_000)
    request()
    await end()
    request()
    await vi.advanceTimersByTimeAsync(100)
    expect(reads()).toBe(1)
    request('act')
    await vi.advanceTimersByTimeAsync(0)
    expect(reads()).toBe(2)
    request('act')
    await end()
    expect(reads()).toBe(3)
  })
})
