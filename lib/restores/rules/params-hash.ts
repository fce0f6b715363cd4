import { createHash } from 'node:crypto'
import type { KeptPreflight, RestoreOptions } from '@/lib/restores/model/restore'

/** What a request asks for, before anything is looked up. */
export type RequestedRestore = {
  assetId: string
  /** the key of a way to restore */
  method: string
  pointKey: string
  location: string
  targetName: string
}

/** Everything an approval covers: source, point, target, options and the outcome of the preflight. */
export type ApprovedRestore = RequestedRestore & {
  /** epoch milliseconds */
  pointAt: number
  region: string
  accountId: string
  sourceIdentifier: string
  sourceResourceId: string | null
  options: RestoreOptions
  preflight: Pick<KeptPreflight, 'checks' | 'configuration'>
}

/** Whether a repeated submission asks for the same thing as the first: the same key with another answer is refused. */
export function isSameRequest(a: RequestedRestore, b: RequestedRestore): boolean {
  return hashOf(requested(a)) === hashOf(requested(b))
}

/** The fingerprint of what is approved and sent; SHA-256, hex. The sentences and times of the checks are not part of it. */
export function paramsHash(restore: ApprovedRestore): string {
  const { pointAt, region, accountId, sourceIdentifier, sourceResourceId, options, preflight } = restore
  return hashOf({
    ...requested(restore),
    ...{ pointAt, region, accountId, sourceIdentifier, sourceResourceId, options },
    checks: preflight.checks.map(({ key, outcome }) => ({ key, outcome })),
    configuration: preflight.configuration.map(({ key, thisRestore }) => ({ key, thisRestore })),
  })
}

function requested({ assetId, method, pointKey, location, targetName }: RequestedRestore): RequestedRestore {
  return { assetId, method, pointKey, location, targetName }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const pairs = Object.entries(value).filter(([, v]) => v !== undefined)
  return `{${pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`
}
