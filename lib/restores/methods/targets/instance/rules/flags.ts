import type { Flag } from '@/lib/restores/methods/rules/typed'
import type { RestoreOptions } from '@/lib/restores/model/restore'

/** What a new instance is given, as flags of `aws rds restore-db-instance-…`. */
export function instanceFlags(options: RestoreOptions): Flag[] {
  const eitherWay = (flag: string, value: boolean | undefined): Flag => [
    value === false ? `--no-${flag}` : `--${flag}`,
    value === undefined ? null : true,
  ]
  return [
    ['--db-instance-class', options.instanceClass ?? null],
    ['--db-subnet-group-name', options.subnetGroup ?? null],
    ['--vpc-security-group-ids', options.securityGroups ?? null],
    ['--db-parameter-group-name', options.parameterGroup ?? null],
    eitherWay('multi-az', options.multiAz),
    eitherWay('publicly-accessible', options.publiclyAccessible),
    eitherWay('deletion-protection', options.deletionProtection),
    ['--storage-type', options.storageType ?? null],
    ['--port', options.port === undefined ? null : String(options.port)],
  ]
}

/** Tags as a flag; none is no flag. */
export function tagFlag(tags: Record<string, string>): Flag {
  return ['--tags', Object.entries(tags).map(([key, value]) => `Key=${key},Value=${value}`)]
}
