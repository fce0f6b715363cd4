import type { ApprovingPlan, Restoring } from '@/lib/plans/rules/approval'

/** For tests of who agrees to a restore: three accounts, two who agree, and plans that ask for them. */
export const [HOME, SHARED, AWAY] = ['210000000001', '210000000002', '210000000003']
export const lead = approvalBy('engineering lead')
export const owner = approvalBy('platform owner')

function approvalBy(by: string) {
  return { required: true as const, by, source: { section: 'Restore', says: `The ${by} agrees to a restore.` } }
}

export type ApprovedAsset = { key: string; environment: string | null; identifier?: string }

/** A plan of production and staging; `production` and `staging` say who has to agree there. */
export function planOf(
  system: string,
  account: string,
  { production = null, staging = null }: { production?: typeof lead | null; staging?: typeof lead | null },
  assets: ApprovedAsset[] = [],
): ApprovingPlan {
  const environment = (key: string, restoreApproval: typeof lead | null) => ({ key, restoreApproval })
  return {
    system,
    plan: {
      system: { name: `System ${system}`, account: { id: account } },
      environments: [environment('production', production), environment('staging', staging)],
      assets: assets.map((asset) => ({ identifier: asset.key, ...asset })),
    },
  }
}

/** For most: the database `db` of production. */
export const DB = [{ key: 'db', environment: 'production' }]
/** A restore of `db` of the system `a`, in place. */
export const restoring = (over: Partial<Restoring> = {}): Restoring => ({
  ...{ system: 'a', assetKey: 'db', identifier: over.assetKey ?? 'db', accountId: HOME, targetAccountId: HOME },
  ...over,
})
