import { beforeEach, expect, it, vi } from 'vitest'

let asked: string[]
let askForLastingStorage: typeof import('@/components/timeline/lasting-storage').askForLastingStorage
beforeEach(async () => {
  asked = []
  // Whether it was asked is remembered as long as the page is open; every test is a page of its own.
  vi.resetModules()
  askForLastingStorage = (await import('@/components/timeline/lasting-storage')).askForLastingStorage
})

function answer(question: string, value: boolean | Error) {
  return async (): Promise<boolean> => {
    asked.push(question)
    if (value instanceof Error) throw value
    return value
  }
}

it.each<[string, Partial<StorageManager> | undefined, string[]]>([
  [
    'is asked for once, if it does not last already',
    { persisted: answer('persisted', false), persist: answer('persist', true) },
    ['persisted', 'persist'],
  ],
  [
    'is not asked where it lasts already',
    { persisted: answer('persisted', true), persist: answer('persist', true) },
    ['persisted'],
  ],
  [
    'may refuse',
    { persisted: answer('persisted', false), persist: answer('persist', false) },
    ['persisted', 'persist'],
  ],
  [
    'may fail',
    { persisted: answer('persisted', false), persist: answer('persist', new Error('no')) },
    ['persisted', 'persist'],
  ],
  [
    'may fail to say',
    { persisted: answer('persisted', new Error('no')), persist: answer('persist', true) },
    ['persisted'],
  ],
  ['cannot be asked on plain HTTP', undefined, []],
  ['cannot be asked in an old browser', {}, []],
])('storage that lasts %s', async (_, storage, questions) => {
  await askForLastingStorage(storage)
  await askForLastingStorage(storage)
  expect(asked).toEqual(questions)
})
