import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The board draws its own: its rows are grouped by system and shown in part. */
const OWN_FRAME = ['components/board/board-table.tsx', 'components/ui/table-frame.tsx']

test('every table stands in one frame', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const drawn = files.filter((file) => file.endsWith('.tsx') && readFileSync(file, 'utf8').includes('<table'))
  expect(drawn.toSorted()).toEqual(OWN_FRAME)
})
