import { alarmSwitch } from '@/lib/sandbox/drift/alarms'
import { copySwitches, ladderOfRule, planSwitches, vaultSwitches } from '@/lib/sandbox/drift/backups'
import {
  copiesOfSeries,
  ladderOfSeries,
  lifecycleSwitch,
  replicationSwitch,
  versioningSwitch,
} from '@/lib/sandbox/drift/buckets'
import type { Switch } from '@/lib/sandbox/drift/ids'
import { instanceSwitches, replicaSwitch } from '@/lib/sandbox/drift/instances'
import { devonn } from '@/lib/sandbox/world/devonn'
import { fruitfulplanet } from '@/lib/sandbox/world/fruitfulplanet'
import { phaserai } from '@/lib/sandbox/world/phaserai'
import { phoenix } from '@/lib/sandbox/world/phoenix'
import { solosuccess } from '@/lib/sandbox/world/solosuccess'

/**
 * Every switch there is. The order is the order in which drifts are laid over an account: where two speak of the same
 * setting, the later one holds.
 */
export const SWITCHES: readonly Switch[] = [
  ...instanceSwitches(phaserai, 'phaserai-prod'),
  ...vaultSwitches(phaserai, 'phaserai-prod-vault'),
  ...planSwitches(phaserai, 'phaserai-prod-backup-plan', 'daily'),
  ...copySwitches(phaserai, 'phaserai-prod-backup-plan'),
  ladderOfRule(phaserai, 'phaserai-prod-backup-plan', 'monthly', 365),
  versioningSwitch(phaserai, 'phaserai-prod-database-backups'),
  replicationSwitch(phaserai, 'phaserai-prod-database-backups'),
  alarmSwitch(phaserai, 'phaserai-prod-database-connections'),

  ...instanceSwitches(solosuccess, 'production-solosuccess-db'),
  ...copiesOfSeries(solosuccess, 'solosuccess dump'),
  versioningSwitch(solosuccess, 'solosuccess-uploads'),
  replicationSwitch(solosuccess, 'solosuccess-backups'),
  lifecycleSwitch(solosuccess, 'solosuccess-uploads', { noncurrentDays: 7, deleteMarkers: false }),
  alarmSwitch(solosuccess, 'solosuccess-backup-status'),

  ...instanceSwitches(fruitfulplanet, 'fruitfulplanet-prod'),
  replicaSwitch(fruitfulplanet, 'fruitfulplanet-replica-eu'),
  ...copiesOfSeries(fruitfulplanet, 'fruitfulplanet dump'),
  ladderOfSeries(fruitfulplanet, 'fruitfulplanet dump', 90),
  versioningSwitch(fruitfulplanet, 'fruitfulplanet-uploads'),
  replicationSwitch(fruitfulplanet, 'fruitfulplanet-backups'),
  lifecycleSwitch(fruitfulplanet, 'fruitfulplanet-uploads', null),
  alarmSwitch(fruitfulplanet, 'fruitfulplanet-replica-eu-lag'),

  ...instanceSwitches(devonn, 'devonn-postgres-production'),
  replicaSwitch(devonn, 'devonn-postgres-replica-production'),
  versioningSwitch(devonn, 'devonn-data-production'),
  alarmSwitch(devonn, 'devonn-postgres-replica-production-lag'),

  ...instanceSwitches(phoenix, 'phoenix'),
  ladderOfSeries(phoenix, 'phoenix full backup', 28),
  versioningSwitch(phoenix, 'phoenix-backups-primary'),
  replicationSwitch(phoenix, 'phoenix-backups-primary'),
  alarmSwitch(phoenix, 'phoenix-free-storage'),
]
