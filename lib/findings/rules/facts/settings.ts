import type { PlannedAsset, Setting } from '@/lib/findings/model/setting'
import { flag, kept, ownGroup, timeWindow, wantedOn } from '@/lib/findings/rules/facts/setting-kinds'
import type { TimeWindow } from '@/lib/plans/model/assets'

/**
 * Every setting that a plan can demand of an asset, or that an asset should have anyway, in the order in which they are
 * read. The finding `setting` and the lines of the plan's page are made of it.
 */
export const SETTINGS: readonly Setting[] = [
  wantedOn(
    'low',
    flag('Multi-AZ', 'multiAz', ({ multiAz }) => multiAz, 'high'),
  ),
  wantedOn(
    'high',
    flag('Encryption', 'encrypted', ({ storageEncrypted }) => storageEncrypted, 'high'),
  ),
  wantedOn(
    'medium',
    flag('Deletion protection', 'deletionProtection', ({ deletionProtection }) => deletionProtection, 'medium'),
  ),
  flag('Public access', 'publiclyAccessible', ({ publiclyAccessible }) => publiclyAccessible, 'high'),
  {
    name: 'Instance class',
    planned: ({ asset }) => asset.settings.instanceClass ?? null,
    found: ({ instanceClass }) => instanceClass || null,
    severity: 'low',
  },
  {
    name: 'Subnet group',
    planned: ({ asset }) => asset.settings.subnetGroup ?? null,
    found: ({ subnetGroup }) => subnetGroup || null,
    severity: 'medium',
  },
  timeWindow('Backup window', backupWindow, ({ backupWindow }) => backupWindow, 'medium'),
  timeWindow(
    'Maintenance window',
    ({ asset }) => asset.settings.maintenanceWindow,
    ({ maintenanceWindow }) => maintenanceWindow,
    'low',
  ),
  flag('Versioning', 'versioning', ({ versioning }) => (versioning ? /^enabled$/i.test(versioning) : null), 'high'),
  ownGroup('Parameter group', ({ parameterGroup }) => parameterGroup),
  ownGroup('Option group', ({ optionGroup }) => optionGroup),
  {
    name: 'Replication',
    planned: ({ asset: { kind, role, replicaOf } }) => {
      // Of a bucket its source tells where it is replicated to: see the rule `replication`.
      if (kind === 'bucket' || (kind !== 'replica' && role !== 'replica' && replicaOf === null)) return null
      return `repeats ${replicaOf ?? 'the primary'}`
    },
    found: ({ replication }) => replication || null,
    agrees: (_, { replication }) => replication === 'replicating',
    severity: 'high',
    planSays: (planned) => `It ${planned}.`,
    sentence: ({ identifier }) => `The replica ${identifier} is not replicating.`,
  },
  {
    name: 'Shared snapshots',
    planned: () => null,
    found: ({ publicSnapshots }) => publicSnapshots?.join(', ') || null,
    severity: 'high',
    unstated: () => ({ says: 'No plan shares its data with everyone.', severity: 'high', meets: () => false }),
    sentence: ({ identifier, facts: { publicSnapshots: { length } = [] } }) =>
      `${length === 1 ? 'A snapshot' : `${length} snapshots`} of ${identifier} can be restored by every AWS account.`,
  },
  flag('Append-only file', 'appendOnlyFile', () => null, 'high'),
  flag('Automatic rotation', 'automaticRotation', () => null, 'high'),
]

/** How long a bucket keeps what. The finding `lifecycle` is made of it, and lines of the plan's page, after the others. */
export const KEPT = {
  current: kept('Current objects', 'current', (read) => read?.currentDays),
  replaced: kept('Replaced versions', 'replaced', (read) => read?.replacedDays),
  deleteMarkers: kept('Delete markers', 'deleteMarkers', () => undefined),
} satisfies Record<string, Setting>

/** Where several backups are automated, AWS still has one window: the first that can be compared with it. */
function backupWindow({ policies }: PlannedAsset): TimeWindow | undefined {
  const windows = policies.flatMap(({ mechanism, window }) => (mechanism === 'rds-automated' && window ? window : []))
  return windows.find(({ zone }) => zone === 'UTC') ?? windows[0]
}
