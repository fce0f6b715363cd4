import type { DriftId, Switch } from '@/lib/sandbox/drift/ids'
import { DAY } from '@/lib/sandbox/world/schedule'
import type { Account, Instance } from '@/lib/sandbox/world/types'

type Patch = Partial<Instance> | ((instance: Instance, since: number) => Partial<Instance>)

/** What may change about the instance that a system lives on. */
export function instanceSwitches(world: Account, id: string): Switch[] {
  const instance = world.instances.find((i) => i.id === id)
  if (!instance) throw new Error(`${world.name} has no instance ${id}`)
  const { id: account } = world
  const { region } = instance
  const patched = (drift: DriftId, what: string, patch: Patch): Switch => {
    return { id: drift, account, region, what, change: (now, since) => patchInstance(now, id, patch, since) }
  }
  const backupWindow = '14:00-14:30'
  const maintenanceWindow = 'wed:18:00-wed:19:00'
  const snapshot = `${id}-before-encryption`
  return [
    patched('asset-missing', `The instance ${id} is not listed any more, nor its automated snapshots.`, {
      hidden: true,
    }),
    ...(instance.multiAz ? [patched('multi-az-off', `${id} runs in one zone only.`, { multiAz: false })] : []),
    patched('encryption-off', `The storage of ${id} is not encrypted.`, { kmsKeyId: null }),
    patched('deletion-protection-off', `${id} may be deleted by one call.`, { deletionProtection: false }),
    patched('retention-short', `Automated backups of ${id} are kept 1 day instead of ${instance.retentionDays}.`, {
      retentionDays: 1,
    }),
    patched(
      'backup-window-moved',
      `The backup window of ${id} is ${backupWindow} UTC instead of ${instance.backupWindow}.`,
      ({ backupWindow: from }, at) => ({ backupWindow, movedWindow: { from, at } }),
    ),
    patched(
      'maintenance-window-moved',
      `The maintenance window of ${id} is ${maintenanceWindow} UTC instead of ${instance.maintenanceWindow}.`,
      { maintenanceWindow },
    ),
    patched('pitr-off', `Automated backups of ${id} are off: no snapshots, no restore to a moment.`, {
      retentionDays: 0,
    }),
    patched('parameter-group-default', `${id} uses the parameter group default.postgres15.`, {
      parameterGroup: 'default.postgres15',
    }),
    patched('option-group-default', `${id} uses the option group default:postgres-15.`, {
      optionGroup: 'default:postgres-15',
    }),
    {
      id: 'snapshot-public',
      account,
      region,
      what: `Anybody may restore the manual snapshot ${snapshot}, which is not encrypted.`,
      change: (now, since) => {
        // Written to the second, as RDS keeps it.
        const at = Math.floor(since / 1000) * 1000 - 400 * DAY
        return { ...now, publicSnapshots: [...(now.publicSnapshots ?? []), { id: snapshot, instance: id, at }] }
      },
    },
  ]
}

/** A replica receives nothing any more; its lag grows from the switch on. */
export function replicaSwitch(world: Account, id: string): Switch {
  const region = world.instances.find((i) => i.id === id)?.region ?? world.region
  return {
    id: 'replica-not-replicating',
    account: world.id,
    region,
    what: `The replica ${id} has stopped replicating and falls behind.`,
    change: (now, since) =>
      patchInstance(
        now,
        id,
        ({ replicaOf }) => (replicaOf ? { replicaOf: { ...replicaOf, stoppedAt: since } } : {}),
        since,
      ),
  }
}

function patchInstance(account: Account, id: string, patch: Patch, since: number): Account {
  const instances = account.instances.map((i) =>
    i.id === id ? { ...i, ...(typeof patch === 'function' ? patch(i, since) : patch) } : i,
  )
  return { ...account, instances }
}
