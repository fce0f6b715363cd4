import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACTS } from '@/lib/cli/matrix/acts'
import { addressesOf } from '@/lib/cli/matrix/addresses'
import type { Things } from '@/lib/cli/matrix/model'

const things: Things = {
  ...{ subject: { system: 'solosuccess' }, incident: 1, review: 2, restore: { name: 'RST-0001', sent: {} } },
  ...{ runbook: 'r', step: 's', checklist: 'c', item: 'i', message: 'm', entry: 'e', victim: 'v' },
}

test('every page and route says what it needs, and how it is reached', () => {
  const found = addressesOf(things)
  expect(found.length).toBeGreaterThan(40)
  expect(found.filter(({ guard }) => guard === null).map(({ folder }) => folder)).toEqual([])
  expect(found.filter(({ address }) => /[[\]]/.test(address)).map(({ folder }) => folder)).toEqual([])
  expect(found.filter(({ methods }) => methods.length === 0).map(({ folder }) => folder)).toEqual([])
})

test('every action says what it needs, and none that is gone', () => {
  const names = readdirSync('lib')
    .map((room) => `lib/${room}/actions.ts`)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((text) => [...text.matchAll(/export const (\w+Action)\b/g)].map(([, name]) => name))
  expect(names.length).toBeGreaterThan(30)
  expect(Object.keys(ACTS).sort()).toEqual(names.toSorted())
})
