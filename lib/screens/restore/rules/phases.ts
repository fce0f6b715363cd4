import type { RestorePhase } from '@/lib/screens/restore/model/restore'

type Row = {
  createdAt: Date
  approvedAt: Date | null
  approvalRequired: boolean
  firstSentAt: Date | null
  availableAt: Date | null
  finishedAt: Date | null
}
type Step = { seq: number; at: Date; detail: unknown }

/**
 * The stretches of a restore as they were measured: approval, queue, then one a status that AWS reported. The last one
 * is open until the restore is over. `words`: what AWS calls a status, in lower case, in our words.
 */
export function phasesOf(row: Row, steps: readonly Step[], words: Readonly<Record<string, string>>): RestorePhase[] {
  const marks: { key: string; word: string; from: number }[] = []
  const created = row.createdAt.getTime()
  if (row.approvalRequired) marks.push({ key: 'approval', word: 'Approval', from: created })
  const queued = row.approvalRequired ? row.approvedAt?.getTime() : created
  if (queued !== undefined) marks.push({ key: 'queue', word: 'Queue', from: queued })
  if (row.firstSentAt) marks.push({ key: 'ask', word: 'Asking AWS', from: row.firstSentAt.getTime() })
  let last = ''
  for (const step of [...steps].sort((a, b) => a.seq - b.seq)) {
    const status = (step.detail as { status?: unknown } | null)?.status
    if (typeof status !== 'string' || status === last || status === 'available') continue
    last = status
    const key = status.toLowerCase()
    marks.push({ key: `${key}-${step.seq}`, word: words[key] ?? status, from: step.at.getTime() })
  }
  const end = (row.availableAt ?? row.finishedAt)?.getTime() ?? null
  return marks.map((mark, index) => {
    const next = marks[index + 1]?.from ?? end
    return { ...mark, to: next === null ? null : Math.max(mark.from, next) }
  })
}
