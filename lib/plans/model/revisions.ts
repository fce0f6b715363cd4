import type { PlanChange } from '@/lib/plans/rules/diff-plans'

/** The revisions of a plan, newest first, and the differences of two. Instants are epoch milliseconds. */
export type RevisionsDto = {
  system: string
  revisions: { contentHash: string; version: string; at: number; inForce: boolean }[]
  /** there are older ones than those listed */
  more: boolean
  /** since when the one in force is */
  since: number | null
  /** null: there is nothing before `to` */
  from: string | null
  to: string
  changes: PlanChange[]
}
