import type { BoardDto, BoardRow } from '@/lib/screens/board/model/board'

const KEYS = [
  'key',
  'system',
  'systemName',
  'objective',
  'objectiveId',
  'assetId',
  'assetName',
  'identifier',
  'assumed',
  'mark',
  'marks',
  'severity',
  'loud',
  'sentence',
  'restorableTo',
  'doubted',
  'unknownSince',
  'follows',
  'exposure',
  'rpo',
  'rpoMax',
  'ratio',
  'sync',
  'targets',
  'next',
  'slots',
  'window',
  'windowRequired',
  'lastRestore',
  'copies',
  'alarms',
  'nextChangeAt',
] as const satisfies readonly (keyof BoardRow)[]

/** The board as it travels: each row an array in a fixed order, so that a thousand rows do not repeat their names. */
export type PackedBoard = Omit<BoardDto, 'rows'> & {
  rows: unknown[][]
}

/** Packs a board for the wire; unpackBoard is its inverse. */
export function packBoard(board: BoardDto): PackedBoard {
  return { ...board, rows: board.rows.map((row) => KEYS.map((key) => row[key])) }
}

/** Reads a packed board. */
export function unpackBoard(packed: PackedBoard): BoardDto {
  return {
    ...packed,
    rows: packed.rows.map(
      (values) => Object.fromEntries(KEYS.map((key, index) => [key, values[index]])) as unknown as BoardRow,
    ),
  }
}
