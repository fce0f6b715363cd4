import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeGate } from '@/lib/auth/gate'

const tick = () => new Promise<void>((go) => setImmediate(go))

test('so much passes at once and so much waits; what is more is told when to come back', async () => {
  const gate = makeGate({ atOnce: 2, waiting: 3 })
  let [inside, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++inside)
    await tick()
    inside--
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => gate(work)))
  expect(most).toBe(2)
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), ...Array(4).fill('rejected')])
  await expect(
    Promise.all([
      gate(work),
      gate(work),
      ...Array(4)
        .fill(0)
        .map(() => gate(work)),
    ]),
  ).rejects.toMatchObject({
    code: 'too-many',
    retryAfterS: 5,
  })
})

test('what is urgent goes before all that waits, also when the line is full', async () => {
  const gate = makeGate({ atOnce: 1, waiting: 2 })
  const order: string[] = []
  const go = (name: string, urgent = false) =>
    gate(async () => void order.push(name), urgent).catch(() => order.push('-'))
  await Promise.all([go('first'), go('a'), go('b'), go('c'), go('owner', true)])
  expect(order).toEqual(['first', '-', 'owner', 'a', 'b'])
})

test('whatever fails, nobody is kept out afterwards', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 30 }), async (works) => {
      const gate = makeGate({ atOnce: 2, waiting: 30 })
      let [inside, over] = [0, false]
      const one = async (fails: boolean) => {
        over ||= ++inside > 2
        await tick()
        inside--
        if (fails) throw new Error('broken')
      }
      await Promise.allSettled(works.map(([fails, urgent]) => gate(() => one(fails), urgent)))
      return !over && (await Promise.all([gate(async () => 1), gate(async () => 1)])).length === 2
    }),
    { numRuns: 30 },
  ))
