import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { CAME_TO_NOTHING, UNDER_WAY } from '@/lib/restores/machine/states'

/** The states that a partial unique index of the database names. */
async function statesOf(index: string): Promise<string[]> {
  const [row] = await db.$queryRaw<{ text: string }[]>`SELECT pg_get_indexdef(${index}::regclass) AS text`
  return [...(row?.text ?? '').matchAll(/'([A-Z_]+)'::restore_state/g)].flatMap(([, state]) => state ?? []).sort()
}

test('the database lets one restore of a point be under way in the same states as the machine', async () => {
  expect(await statesOf('restore_one_in_flight')).toEqual([...UNDER_WAY].sort())
})

test('the database frees a target name in the same states as the machine', async () => {
  expect(await statesOf('restore_target_taken')).toEqual([...CAME_TO_NOTHING].sort())
})
