import type { CollectorService } from '@/lib/inventory/model/facts'
import type { BackupStore } from '@/lib/plans/model/backups'

/** Where a point can be used. The store is a vault's or a bucket's name, an instance for a replica, or `rds` itself. */
export type Location = {
  region: string
  accountId: string
  store: string
}

/** The store of what RDS keeps by itself: snapshots, and the logs of point-in-time recovery. */
export const RDS_STORE = 'rds'

/** A location as it is stored and compared: `region/account/store`. */
export function locationOf(region: string, accountId: string, store: string): string {
  return `${region}/${accountId}/${store}`
}

/** The parts of a stored location; what is missing is empty. A store may have slashes of its own. */
export function parseLocation(location: string): Location {
  const [region = '', accountId = '', ...store] = location.split('/')
  return { region, accountId, store: store.join('/') }
}

/** A location in few words: region and store, `us-west-2, phaserai-prod-vault`. */
export function locationWords(location: string): string {
  const { region, store } = parseLocation(location)
  return store && store !== RDS_STORE ? `${region}, ${store}` : region || location
}

/** Which service shows what a plan's store holds; null where AWS shows nothing of it. */
export function serviceOfStore(store: BackupStore | null): CollectorService | null {
  if (store?.kind === 'vault') return 'backup'
  if (store?.kind === 'objects') return 's3'
  return store?.kind === 'rds' ? 'rds' : null
}

/** The store's name in a location, as the plan's store is called there. */
export function storeName(store: BackupStore | null): string {
  if (store?.kind === 'vault') return store.vault
  return store?.kind === 'objects' ? store.bucket : RDS_STORE
}

/** The id of the collector that reads a service in a region of an account: one source of facts. */
export function collectorIdOf(system: string, accountId: string, region: string, service: CollectorService): string {
  return `${system}/${accountId}/${region}/${service}`
}
