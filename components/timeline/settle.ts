import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import type { EntryOutcome } from '@/lib/incidents/model/incident'

/** What the server answered to one batch; `outcomes` is absent when it could not deal with it at all. */
export type Reply = {
  status: number
  outcomes?: readonly EntryOutcome[]
  message?: string
}

/** What becomes of a batch: entries that are done, entries that changed, and why the queue has to wait, if it has. */
export type Settlement = {
  recorded: WaitingEntry[]
  changed: WaitingEntry[]
  blocked: string | null
}

/**
 * Decides from the server's answer. An entry leaves the browser only when the server says that it stands in the record;
 * everything else stays, with its reason.
 */
export function settle(batch: readonly WaitingEntry[], reply: Reply): Settlement {
  if (!reply.outcomes) return { recorded: [], changed: [], blocked: reasonOf(reply) }
  const { outcomes } = reply
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  // An id that could not be read comes back as nothing: outcomes are in the order of the batch.
  const inOrder = outcomes.length === batch.length
  const recorded: WaitingEntry[] = []
  const changed: WaitingEntry[] = []
  for (const [place, entry] of batch.entries()) {
    const outcome = byId.get(entry.id) ?? (inOrder ? unnamed(outcomes[place]) : undefined)
    if (!outcome) continue
    if (outcome.outcome === 'recorded' || outcome.outcome === 'duplicate') recorded.push(entry)
    else if ('message' in outcome) changed.push({ ...entry, problem: outcome })
  }
  const silent = recorded.length + changed.length === 0
  return { recorded, changed, blocked: silent ? 'The server did not say what became of the entries.' : null }
}

function unnamed(outcome: EntryOutcome | undefined): EntryOutcome | undefined {
  return outcome?.id === '' ? outcome : undefined
}

/** Entries that may be sent now by this person, oldest first, as many as fit one request. */
export function nextBatch(waiting: readonly WaitingEntry[], authorId: string): WaitingEntry[] {
  const batch: WaitingEntry[] = []
  let size = 0
  for (const entry of waiting) {
    if (entry.problem || entry.authorId !== authorId) continue
    size += entry.text.length + (entry.newText?.length ?? 0)
    if (batch.length > 0 && (size > 500_000 || batch.length === 50)) break
    batch.push(entry)
  }
  return batch
}

/** How long to wait before sending again: doubling from 1 s to 30 s, half of it by chance (0 to 1). Milliseconds. */
export function retryDelay(failures: number, chance: number): number {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5))
  return longest / 2 + (longest / 2) * chance
}

function reasonOf({ status, message }: Reply): string {
  if (status === 401) return 'Your session has ended. Sign in again and the entries go out.'
  return message ?? `The server answered with status ${status}.`
}
