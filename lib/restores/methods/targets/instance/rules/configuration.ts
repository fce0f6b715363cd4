import type { AssetFacts } from '@/lib/inventory/model/facts'
import type { PlanFacts, PreflightFacts } from '@/lib/restores/model/preflight'
import type { ConfigurationLine, RestoreOptions } from '@/lib/restores/model/restore'

/** How many tags the way puts on what it makes, and what marks it as ours. */
type OwnTags = { count: number; note: string }

/**
 * What the restored instance is given: the plan's setting where it states one, else the source's. In another region
 * than the source's, the network and parameter groups of the source do not exist and AWS's defaults apply.
 */
export function restoreOptions(source: AssetFacts, plan: PlanFacts['asset'], sameRegion: boolean): RestoreOptions {
  const settings = plan?.settings ?? {}
  const own = <T>(value: T | undefined) => (sameRegion ? value : undefined)
  const groups = source.securityGroups?.length ? source.securityGroups : undefined
  return dropUndefined({
    instanceClass: source.instanceClass ?? settings.instanceClass,
    subnetGroup: own(source.subnetGroup ?? settings.subnetGroup),
    securityGroups: own(groups),
    parameterGroup: own(source.parameterGroup),
    multiAz: settings.multiAz ?? source.multiAz,
    publiclyAccessible: settings.publiclyAccessible ?? false,
    // Off until cut over: what is restored to be looked at must be deletable again from here.
    deletionProtection: false,
    storageType: source.storageType,
    port: source.endpointPort,
  })
}

/** Setting by setting: the source now, what AWS would do unasked, and what this restore asks for. */
export function configurationLines(facts: PreflightFacts, options: RestoreOptions, tags: OwnTags): ConfigurationLine[] {
  const { source, plan, targetName } = facts
  const now = source.facts
  const planned = plan?.asset?.settings ?? {}
  const yes = (value: boolean | undefined) => (value === undefined ? null : value ? 'on' : 'off')
  const major = now.engineVersion?.split('.')[0]
  const engine = now.engine ? `${now.engine} ${now.engineVersion ?? ''}`.trim() : null
  const size = now.allocatedGb ? `${now.allocatedGb} GB ${now.storageType ?? ''}`.trim() : null
  const drift = planned.multiAz !== undefined && now.multiAz !== undefined && planned.multiAz !== now.multiAz
  const copied = (value: string | null) => ({ source: value, awsDefault: value, thisRestore: value })
  return [
    line('instance-class', 'Instance class', copied(options.instanceClass ?? null)),
    line('engine', 'Engine', copied(engine)),
    line('storage', 'Storage', copied(size)),
    line(
      'multi-az',
      'Multi-AZ',
      { source: yes(now.multiAz), awsDefault: 'off', thisRestore: yes(options.multiAz) ?? 'off' },
      drift ? `the plan says ${yes(planned.multiAz)}; the source has drifted` : null,
    ),
    line('subnet-group', 'Subnet group', {
      source: now.subnetGroup ?? null,
      awsDefault: 'default',
      thisRestore: options.subnetGroup ?? 'default',
    }),
    line('security-group', 'Security group', {
      source: now.securityGroups?.join(', ') || null,
      awsDefault: 'default',
      thisRestore: options.securityGroups?.join(', ') ?? 'default',
    }),
    line('parameter-group', 'Parameter group', {
      source: now.parameterGroup ?? null,
      awsDefault: now.engine && major ? `default.${now.engine}${major}` : null,
      thisRestore: options.parameterGroup ?? (now.engine && major ? `default.${now.engine}${major}` : null),
    }),
    line(
      'deletion-protection',
      'Deletion protection',
      { source: yes(now.deletionProtection), awsDefault: 'off', thisRestore: yes(options.deletionProtection) ?? 'off' },
      now.deletionProtection ? 'off until cut over, so that it can be deleted again' : null,
    ),
    line('public-access', 'Public access', {
      source: typeof now.publiclyAccessible === 'boolean' ? yes(now.publiclyAccessible) : 'unknown',
      awsDefault: 'off',
      thisRestore: yes(options.publiclyAccessible) ?? 'off',
    }),
    line('encryption', 'Encryption key', copied(keyName(now))),
    line(
      'retention',
      'Backup retention',
      copied(now.backupRetentionDays === undefined ? null : `${now.backupRetentionDays}\u00a0d`),
    ),
    {
      ...line('tags', 'Tags', { source: 'not read', awsDefault: '0', thisRestore: `${tags.count}` }, tags.note),
      mark: tags.count === 0 ? 'plain' : 'changed',
    },
    {
      ...line(
        'endpoint',
        'Endpoint',
        {
          source: now.endpointAddress ? shortHost(now.endpointAddress) : null,
          awsDefault: 'new',
          thisRestore: `${targetName}.…`,
        },
        'a new address; cut over is a later decision',
      ),
      mark: 'changed',
      defaultDiffers: true,
    },
  ]
}

type Values = Pick<ConfigurationLine, 'source' | 'awsDefault' | 'thisRestore'>

function line(key: string, label: string, values: Values, note: string | null = null): ConfigurationLine {
  const known = values.source !== null && values.source !== 'not read' && values.source !== 'unknown'
  const defaultDiffers = known && values.awsDefault !== null && values.awsDefault !== values.source
  const same = !known || values.thisRestore === values.source
  const mark = !same ? 'changed' : defaultDiffers ? 'kept' : 'plain'
  return { key, label, ...values, mark, note: note ?? (mark === 'kept' ? 'default overridden' : null), defaultDiffers }
}

function keyName(facts: AssetFacts): string | null {
  if (facts.storageEncrypted === false) return 'not encrypted'
  return facts.kmsKey ? facts.kmsKey.replace(/.*:key\//, 'key/') : facts.storageEncrypted ? 'encrypted' : null
}

function shortHost(address: string): string {
  return /[a-z]/.test(address) ? address.split('.').slice(0, 2).join('.') : address
}

function dropUndefined(options: RestoreOptions): RestoreOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
