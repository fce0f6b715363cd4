import type { Runbook, RunbookStep } from '@/lib/plans/model/recovery'

/** How long a runbook takes by its own steps. Milliseconds. */
export type RunbookEstimate = {
  /** The longest way through the steps, by those that state a duration: a lower bound while `without` is not 0. */
  stated: number
  /** How many steps state none. */
  without: number
}

/** Adds up the steps of a runbook along the longest way: steps that wait for nothing in common run side by side. */
export function runbookEstimate({ steps }: Pick<Runbook, 'steps'>): RunbookEstimate {
  const ends = new Map<string, number>()
  for (const step of stepsInOrder(steps)) {
    const start = Math.max(0, ...step.after.map((id) => ends.get(id) ?? 0))
    ends.set(step.id, start + (step.expected ?? 0))
  }
  return { stated: Math.max(0, ...ends.values()), without: steps.filter(({ expected }) => expected === null).length }
}

/** The steps so that each comes after those it waits for, else in the order written. A sound plan has no circle. */
export function stepsInOrder<Step extends Pick<RunbookStep, 'id' | 'after'>>(steps: readonly Step[]): Step[] {
  const done = new Set<string>()
  const ordered: Step[] = []
  for (let left = [...steps]; ; ) {
    const ready = left.find(({ after }) => after.every((id) => done.has(id))) ?? left[0]
    if (!ready) return ordered
    done.add(ready.id)
    ordered.push(ready)
    left = left.filter(({ id }) => id !== ready.id)
  }
}
