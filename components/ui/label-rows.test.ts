import { expect, it } from 'vitest'
import { labelRows } from '@/components/ui/label-rows'

it('moves a label to the next row rather than over its neighbour, and leaves it out when there is no row', () => {
  const placed = labelRows(
    [
      { x: 20, text: '13:22 detected' },
      { x: 0, text: '13:08 impact' },
      { x: 30, text: '13:31 writes stopped' },
      { x: 150, text: '14:01 restore' },
    ],
    { rows: 2, until: [400, 400] },
  )
  expect(placed.map(({ row }) => row)).toEqual([0, 1, null, 0])
})

it('leaves out what would pass the end of its row', () => {
  expect(labelRows([{ x: 350, text: 'a long label' }], { rows: 1, until: [400] })[0]?.row).toBeNull()
})
