import type { Db } from '@/lib/db/client'
import type { RestoreState } from '@/lib/restores/model/restore'

/** A restore as the incident that it belongs to shows it. Instants are epoch milliseconds. */
export type LinkedRestore = {
  number: number
  targetName: string
  state: RestoreState
  stateSince: number
  percent: number | null
  pointAt: number
  availableAt: number | null
}

/** An open incident that a restore can belong to. `writesStoppedAt` in epoch milliseconds; null while writes go on. */
export type LinkableIncident = {
  id: string
  number: number
  title: string
  writesStoppedAt: number | null
}

/** Finds the incident a restore belongs to, by its name or as the newest of the system; throws InvalidInput. */
export type FindIncident = (on: Db, system: string, named?: string) => Promise<LinkableIncident | null>
