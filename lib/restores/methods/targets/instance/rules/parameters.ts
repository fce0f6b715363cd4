import type { InstanceParameters } from '@/lib/aws/types'
import type { Flag } from '@/lib/restores/methods/rules/typed'
import type { RestoreOptions } from '@/lib/restores/model/restore'

/** What a new instance is given, under RDS's own names, which AWS Backup takes too; what is not said is left out. */
export function instanceParameters(options: RestoreOptions): InstanceParameters {
  const all: InstanceParameters = {
    DBInstanceClass: options.instanceClass,
    DBSubnetGroupName: options.subnetGroup,
    VpcSecurityGroupIds: options.securityGroups,
    DBParameterGroupName: options.parameterGroup,
    MultiAZ: options.multiAz,
    PubliclyAccessible: options.publiclyAccessible,
    DeletionProtection: options.deletionProtection,
    StorageType: options.storageType,
    Port: options.port,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** The same as flags of `aws rds restore-db-instance-…`: the command line makes its names of RDS's in this way. */
export function instanceFlags(options: RestoreOptions): Flag[] {
  return Object.entries(instanceParameters(options)).map(([name, value]) => {
    const flag = name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
      .toLowerCase()
    if (typeof value === 'boolean') return [value ? `--${flag}` : `--no-${flag}`, true]
    return [`--${flag}`, Array.isArray(value) ? value : String(value)]
  })
}

/** Tags as a flag; none is no flag. */
export function tagFlag(tags: Record<string, string>): Flag {
  return ['--tags', Object.entries(tags).map(([key, value]) => `Key=${key},Value=${value}`)]
}
