/** A restore that made a usable instance. `took`: from the request that AWS took to available, in milliseconds. */
export type MeasuredRestore = {
  assetId: string
  number: number
  at: number
  took: number
}
