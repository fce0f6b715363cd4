import type { EntryDto } from '@/lib/incidents/model/incident'

/** One correction as drawn on the entry it corrects: what stood there, what stands now, who says so and from what. */
export type DrawnCorrection = {
  id: string
  byName: string
  recordedAt: number
  /** from what it is known; the correction's own text */
  reason: string
  time: { was: number; now: number } | null
  text: { was: string; now: string } | null
}

/** An entry as it stands after its corrections; the original stays in `entry`. */
export type DrawnEntry = {
  entry: EntryDto
  occurredAt: number
  text: string
  corrections: DrawnCorrection[]
}

/**
 * Draws every correction on the entry it corrects; the newest by order of recording wins. Corrections whose entry is not
 * in the list are left out of it, because they say nothing by themselves.
 *
 * @param entries any order; duplicates by id are taken once
 * @returns newest first by when it happened, then by order of recording
 */
export function drawEntries(entries: readonly EntryDto[]): DrawnEntry[] {
  const drawn = new Map<string, DrawnEntry>()
  for (const entry of entries) {
    if (entry.kind === 'correction') continue
    drawn.set(entry.id, { entry, occurredAt: entry.occurredAt, text: entry.text, corrections: [] })
  }
  const corrections = entries.filter((entry) => entry.kind === 'correction')
  const inOrder = [...new Map(corrections.map((one) => [one.id, one])).values()].sort((a, b) => a.seq - b.seq)
  for (const correction of inOrder) {
    const target = drawn.get(correction.correctsId ?? '')
    if (!target) continue
    const { newOccurredAt, newText } = correction.detail
    target.corrections.push({
      id: correction.id,
      byName: correction.authorName,
      recordedAt: correction.recordedAt,
      reason: correction.text,
      time: typeof newOccurredAt === 'number' ? { was: target.occurredAt, now: newOccurredAt } : null,
      text: typeof newText === 'string' ? { was: target.text, now: newText } : null,
    })
    if (typeof newOccurredAt === 'number') target.occurredAt = newOccurredAt
    if (typeof newText === 'string') target.text = newText
  }
  return [...drawn.values()].sort((a, b) => b.occurredAt - a.occurredAt || b.entry.seq - a.entry.seq)
}
