import type { AwsPlace, Listing } from '@/lib/aws/types'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'
import type { KeyOf } from '@/lib/inventory/rules/asset-keys'

/** What a collector works with: `read` counts calls and turns a throw into a fault, answering null. */
export type Collecting = {
  unit: CollectorUnit
  place: AwsPlace
  where: { accountId: string; region: string; keyOf: KeyOf }
  seen: Seen
  now: number
  signal: AbortSignal
  read: <T>(what: string, listing: Promise<Listing<T>>, absent?: (error: unknown) => boolean) => Promise<Reading<T>>
  /** The same for what may be denied: then it is unknown, and the rest of the collector holds. */
  readIfAllowed: <T>(what: string, listing: Promise<Listing<T>>) => Promise<Reading<T>>
}

/** The items; null when they could not be read. `whole`: read to the end, so that absence means gone. */
export type Reading<T> = { items: T[] | null; whole: boolean }
