/** Every state a tag can carry, in sort order: worst first. README of the design, "Colour and state". */
export const MARK_ORDER = [
  'incident',
  'breached',
  'failed',
  'cannot-meet',
  'unknown',
  'missed',
  'late',
  'at-risk',
  'running',
  'within',
  'pending',
  'not-measured',
  'waiting',
  'info',
] as const

/** A state as shown: shape, word and colour, never colour alone. */
export type Mark = (typeof MARK_ORDER)[number]

/** The shapes of the glyph sheet. */
export type GlyphName =
  | 'breach'
  | 'gap'
  | 'unknown'
  | 'missed'
  | 'risk'
  | 'running'
  | 'ok'
  | 'info'
  | 'waiting'
  | 'star'
  | 'star0'

/** Colour family of a mark: the suffix of the tokens and classes (`--risk`, `text-risk`, `bg-risk-fill`). */
export type Tone = 'breach' | 'unknown' | 'risk' | 'running' | 'ok' | 'info'

/** How a mark is drawn. `weight` carries the rank, so that it survives greyscale: fill > line > plain. */
export type MarkLook = {
  word: string
  glyph: GlyphName
  tone: Tone
  weight: 'fill' | 'line' | 'plain'
}

/** The one table of looks; a mark is never drawn any other way. */
export const MARK_LOOK: Record<Mark, MarkLook> = {
  incident: { word: 'Incident', glyph: 'breach', tone: 'breach', weight: 'fill' },
  breached: { word: 'Breached', glyph: 'breach', tone: 'breach', weight: 'fill' },
  failed: { word: 'Failed', glyph: 'breach', tone: 'breach', weight: 'fill' },
  'cannot-meet': { word: 'Cannot meet', glyph: 'gap', tone: 'breach', weight: 'line' },
  unknown: { word: 'Unknown', glyph: 'unknown', tone: 'unknown', weight: 'line' },
  missed: { word: 'Missed', glyph: 'missed', tone: 'risk', weight: 'line' },
  late: { word: 'Late', glyph: 'risk', tone: 'risk', weight: 'line' },
  'at-risk': { word: 'At risk', glyph: 'risk', tone: 'risk', weight: 'line' },
  running: { word: 'Running', glyph: 'running', tone: 'running', weight: 'plain' },
  within: { word: 'Within', glyph: 'ok', tone: 'ok', weight: 'plain' },
  pending: { word: 'Pending', glyph: 'info', tone: 'info', weight: 'plain' },
  'not-measured': { word: 'Not measured', glyph: 'info', tone: 'info', weight: 'plain' },
  waiting: { word: 'Waiting', glyph: 'info', tone: 'info', weight: 'plain' },
  info: { word: 'Info', glyph: 'info', tone: 'info', weight: 'plain' },
}
