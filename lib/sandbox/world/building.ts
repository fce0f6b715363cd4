import type { Instance, Lifecycle } from '@/lib/sandbox/world/types'

/** All base instances stand since here: older than the longest retention. */
const BUILT = Date.UTC(2017, 2, 14, 9, 30)

type Wanted = Pick<Instance, 'id' | 'account' | 'region' | 'dbName' | 'table'> & Partial<Instance>

/** A base instance: what is not told is as a careful team would have set it. */
export function instance(wanted: Wanted): Instance {
  const system = wanted.id.replace(/-(prod|production|staging|dev|replica|dr|db|eu|postgres)\b/g, '')
  return {
    createdAt: BUILT,
    engineVersion: '15.8',
    instanceClass: 'db.t3.medium',
    storageGb: 100,
    storageType: 'gp3',
    multiAz: false,
    publiclyAccessible: false,
    deletionProtection: true,
    retentionDays: 7,
    backupWindow: '03:00-03:30',
    maintenanceWindow: 'sun:05:00-sun:06:00',
    subnetGroup: `${wanted.id}-subnet-group`,
    securityGroups: [securityGroupOf(wanted.account, wanted.id)],
    parameterGroup: `${wanted.id}-postgres15`,
    optionGroup: `${wanted.id}-postgres-15`,
    kmsKeyId: `arn:aws:kms:${wanted.region}:${wanted.account}:key/${keyUuid(wanted.account, wanted.region)}`,
    masterUsername: `${system.split('-')[0]}_admin`,
    tags: { system: system.split('-')[0] ?? system, ...wanted.tags },
    ...wanted,
  }
}

/** The security group of an instance: made up, but always the same. */
export function securityGroupOf(account: string, id: string): string {
  let hash = Number(account.slice(-2))
  for (const c of id) hash = (hash * 31 + c.charCodeAt(0)) % 0xffffffff
  return `sg-0${hash.toString(16).padStart(8, '0')}`
}

const keyUuid = (account: string, region: string) =>
  `5a1d${account.slice(-4)}-0b7e-4c11-9d3a-${region === 'us-east-1' ? '0a' : '0b'}${'c4d5e6f708'}`

/** `20261121_120000`, the stamp in dump names, UTC. */
export const underscored = (time: number) => stamp(time).replace('T', '_')
/** `20261121-120000`, UTC. */
export const dashed = (time: number) => stamp(time).replace('T', '-')
/** `20261121T120000`, UTC. */
export const stamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+Z/g, '')
/** `2026-11-21`, UTC. */
export const day = (time: number) => new Date(time).toISOString().slice(0, 10)

/** Old versions go after ninety days, delete markers with the last of them: what every versioned bucket here does. */
export const KEEP_90_DAYS: Lifecycle = { noncurrentDays: 90, deleteMarkers: true }

/** Keeps every run for so many days. */
export const keepDays = (days: number) => (_slot: number, age: number) => age <= days * 86_400_000
