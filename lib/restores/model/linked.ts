/** A restore as the incident that it belongs to shows it. Instants are epoch milliseconds. */
export type LinkedRestore = {
  number: number
  targetName: string
  state: string
  stateSince: number
  percent: number | null
  pointAt: number
  availableAt: number | null
}
