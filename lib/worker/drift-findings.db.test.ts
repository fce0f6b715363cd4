import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import type { RunningSandbox } from '@/lib/sandbox/start'
import {
  askControl,
  DEVONN,
  FRUITFULPLANET,
  PHASERAI,
  PHOENIX,
  SOLOSUCCESS,
  startControlled,
} from '@/lib/sandbox/testing'

const SYSTEMS = {
  phaserai: PHASERAI,
  solosuccess: SOLOSUCCESS,
  fruitfulplanet: FRUITFULPLANET,
  devonn: DEVONN,
  phoenix: PHOENIX,
}
type System = keyof typeof SYSTEMS

/** Every way in which an account may differ from its plan, and the finding that says so. */
const DRIFTS: [system: System, drift: string, finding: string][] = [
  ['phaserai', 'asset-missing', 'missing:phaserai-prod'],
  ['phaserai', 'multi-az-off', 'setting:phaserai-prod:Multi-AZ'],
  ['devonn', 'multi-az-off', 'setting:devonn-postgres-production:Multi-AZ'],
  ['solosuccess', 'multi-az-off', 'setting:production-solosuccess-db:Multi-AZ'],
  ['phaserai', 'encryption-off', 'setting:phaserai-prod:Encryption'],
  ['phoenix', 'encryption-off', 'setting:phoenix:Encryption'],
  ['fruitfulplanet', 'deletion-protection-off', 'setting:fruitfulplanet-prod:Deletion protection'],
  ['solosuccess', 'retention-short', 'retention:database-automated'],
  ['phaserai', 'backup-window-moved', 'setting:phaserai-prod:Backup window'],
  ['phaserai', 'maintenance-window-moved', 'setting:phaserai-prod:Maintenance window'],
  ['phaserai', 'pitr-off', 'pitr-off:phaserai-prod'],
  ['devonn', 'parameter-group-default', 'setting:devonn-postgres-production:Parameter group'],
  ['solosuccess', 'option-group-default', 'setting:production-solosuccess-db:Option group'],
  ['fruitfulplanet', 'replica-not-replicating', 'setting:fruitfulplanet-replica-eu:Replication'],
  ['devonn', 'replica-not-replicating', 'setting:devonn-postgres-replica-production:Replication'],
  ['phoenix', 'snapshot-public', 'setting:phoenix:Shared snapshots'],
  ['phaserai', 'vault-absent', 'missing:phaserai-prod-vault'],
  ['phaserai', 'vault-unlocked', 'vault-unlocked:phaserai-prod-vault'],
  ['phaserai', 'backup-plan-schedule', 'backup-rule:production-daily'],
  ['phaserai', 'backup-plan-absent', 'backup-rule:production-daily'],
  ['phaserai', 'copy-absent', 'copy:production-daily:us-west-2'],
  ['fruitfulplanet', 'copy-absent', 'copy:database-dump:eu-west-1'],
  ['phaserai', 'copy-old', 'copy:production-daily:us-west-2'],
  ['solosuccess', 'copy-old', 'copy:database-dump:us-west-2'],
  ['phaserai', 'ladder-oldest-missing', 'ladder:production-monthly'],
  ['fruitfulplanet', 'ladder-oldest-missing', 'ladder:database-dump'],
  ['phoenix', 'ladder-oldest-missing', 'ladder:postgres-full'],
  ['solosuccess', 'versioning-suspended', 'setting:solosuccess-uploads:Versioning'],
  ['solosuccess', 'replication-removed', 'replication:solosuccess-backups:solosuccess-backups-us-west-2'],
  ['fruitfulplanet', 'replication-removed', 'replication:fruitfulplanet-backups:fruitfulplanet-backups-eu'],
  ['solosuccess', 'lifecycle-changed', 'lifecycle:solosuccess-uploads:replaced'],
  ['phaserai', 'alarm-absent', 'alarm:phaserai-prod:DatabaseConnections'],
  ['solosuccess', 'alarm-absent', 'alarm:production-solosuccess-db:BackupStatus'],
]

/** What the seeded accounts differ in from the start, beside what no rule here is about. */
const SEEDED: Record<System, string[]> = {
  phaserai: [],
  solosuccess: [],
  fruitfulplanet: ['setting:fruitfulplanet-prod:Multi-AZ'],
  devonn: [],
  phoenix: [],
}

let sandbox: RunningSandbox
let modules: Awaited<ReturnType<typeof load>>

// lib/env reads the endpoint once: the sandbox has to be there before anything that knows it.
async function load() {
  const [{ collectorsOf }, { plansInForce }, { applyPlanAssets }, { syncCollector }, plans, findings, facts, parse] =
    await Promise.all([
      import('@/lib/inventory/collect/collectors'),
      import('@/lib/plans/in-force/queries'),
      import('@/lib/inventory/apply/plan-assets'),
      import('@/lib/worker/sync-inventory'),
      import('@/lib/plans/revisions/publish-revision'),
      import('@/lib/findings/rules/findings-of'),
      import('@/lib/findings/store/system-facts'),
      import('@/lib/plans/document/parse'),
    ])
  return { collectorsOf, plansInForce, applyPlanAssets, syncCollector, ...plans, ...findings, ...facts, ...parse }
}

beforeAll(async () => {
  sandbox = await startControlled({ port: 0, dataDir: null, pace: 1 })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  })
  modules = await load()
  for (const system of Object.keys(SYSTEMS)) {
    const file = `plans/${system}.yaml`
    const text = readFileSync(file, 'utf8')
    await modules.publishRevision({ system, file, text, parsed: modules.parsePlan(text, file), now: Date.now() })
  }
  for (const { plan } of await modules.plansInForce(SYSTEM)) await modules.applyPlanAssets(plan)
})
afterAll(() => sandbox.stop())

const quiet = { info: () => {}, warn: () => {} }

/** What the account of a system raises now, read anew. */
async function findings(system: System): Promise<string[]> {
  const plan = (await modules.plansInForce(SYSTEM)).find((each) => each.system === system)?.plan
  const collectors = plan ? modules.collectorsOf(plan) : []
  await Promise.all(
    collectors.map(({ id }) => modules.syncCollector(id, { log: quiet, signal: new AbortController().signal })),
  )
  const now = Date.now()
  const { facts } = await modules.loadSystemFacts(SYSTEM, system, now)
  const found = modules.findingsOf(facts, now)
  expect(new Set(found.map(({ id }) => id)).size, 'ids of findings, each once').toBe(found.length)
  for (const finding of found) {
    expect(`${finding.sentence} ${finding.planSays} ${finding.found} ${finding.whatToDo}`).not.toMatch(
      /undefined|NaN|\bnull\b/,
    )
  }
  return found.map(({ id }) => id)
}

async function drift(system: System, id: string, on: boolean) {
  const body = JSON.stringify({ account: SYSTEMS[system], drift: id, on })
  const reply = await askControl(sandbox.url, 'drift', { method: 'PUT', body })
  const said = await reply.text()
  expect(reply.status, said).toBe(200)
  const { drifts } = JSON.parse(said) as { drifts: { id: string; account: string; on: boolean }[] }
  expect(drifts).toContainEqual(expect.objectContaining({ id, account: SYSTEMS[system], on }))
}

describe('an account that differs from its plan', () => {
  test.each(DRIFTS)(
    '%s, %s, raises %s, and no longer when it is mended',
    { timeout: 30_000 },
    async (system, id, finding) => {
      expect(await findings(system)).not.toContain(finding)
      await drift(system, id, true)
      expect(await findings(system)).toContain(finding)
      await drift(system, id, false)
      expect(await findings(system)).not.toContain(finding)
    },
  )

  test.each(Object.keys(SYSTEMS) as System[])(
    '%s as it is seeded raises only what is true of it',
    { timeout: 30_000 },
    async (system) => {
      const drifted = new Set(DRIFTS.flatMap(([of, , finding]) => (of === system ? finding : [])))
      const found = await findings(system)
      expect(found.filter((id) => drifted.has(id))).toEqual([])
      expect(
        found.filter((id) =>
          /^(missing|pitr-off|setting|backup-rule|backup-rule-retention|copy|ladder|replication|lifecycle|alarm):/.test(
            id,
          ),
        ),
      ).toEqual(SEEDED[system])
    },
  )

  test('the seeded trouble, points kept 7 d instead of 35, is raised, and gone when mended', {
    timeout: 30_000,
  }, async () => {
    expect(await findings('phaserai')).toContain('retention:production-daily')
    await drift('phaserai', 'backup-plan-retention', false)
    const mended = await findings('phaserai')
    expect(mended).not.toContain('retention:production-daily')
    expect(mended).not.toContain('backup-rule-retention:production-daily')
    await drift('phaserai', 'backup-plan-retention', true)
  })

  test('what may not be read is unknown: it is no difference, and the rest of the account still is', {
    timeout: 30_000,
  }, async () => {
    const fault = { account: PHASERAI, region: 'us-east-1', service: 'backup', kind: 'deny', action: 'ListBackupPlans' }
    const silent = (ids: string[]) => ids.filter((id) => id.startsWith('silent:'))
    const before = await findings('phaserai')
    await drift('phaserai', 'backup-plan-schedule', true)
    const reply = await askControl(sandbox.url, 'faults', { method: 'POST', body: JSON.stringify(fault) })
    expect(reply.status).toBe(200)
    const denied = await findings('phaserai')
    expect(denied).not.toContain('backup-rule:production-daily')
    expect(denied).toContain('retention:production-daily')
    expect(silent(denied)).toEqual(silent(before))
    await askControl(sandbox.url, 'faults', { method: 'DELETE' })
    await drift('phaserai', 'backup-plan-schedule', false)
  })

  test.each(['DescribeDBInstances', 'DescribeDBInstanceAutomatedBackups'])(
    'a collector whose %s is refused makes no fresh claim: only its silence stands',
    { timeout: 30_000 },
    async (action) => {
      const fault = { account: PHASERAI, region: 'us-east-1', service: 'rds', kind: 'deny', action }
      await drift('phaserai', 'pitr-off', true)
      await drift('phaserai', 'multi-az-off', true)
      await askControl(sandbox.url, 'faults', { method: 'POST', body: JSON.stringify(fault) })
      const silent = await findings('phaserai')
      expect(silent).toContain('silent:us-east-1')
      expect(silent.filter((id) => /^(pitr-off|setting):phaserai-prod(:|$)/.test(id))).toEqual([])
      await askControl(sandbox.url, 'faults', { method: 'DELETE' })
      const again = await findings('phaserai')
      expect(again).toEqual(expect.arrayContaining(['pitr-off:phaserai-prod', 'setting:phaserai-prod:Multi-AZ']))
      await drift('phaserai', 'pitr-off', false)
      await drift('phaserai', 'multi-az-off', false)
    },
  )

  test('an instance that is not there is one finding, not also one without point-in-time recovery', {
    timeout: 30_000,
  }, async () => {
    await drift('phaserai', 'asset-missing', true)
    const gone = await findings('phaserai')
    expect(gone).toContain('missing:phaserai-prod')
    expect(gone.filter((id) => /^(pitr-off|setting):phaserai-prod(:|$)/.test(id))).toEqual([])
    await drift('phaserai', 'asset-missing', false)
  })

  test('a snapshot that is deleted while the account is read is no fault of the reading', async () => {
    const { listPublicSnapshots } = await import('@/lib/aws/rds-facts')
    const place = { accountId: PHASERAI, region: 'us-east-1', roleArn: `arn:aws:iam::${PHASERAI}:role/tidemark-read` }
    expect(await listPublicSnapshots(place, ['gone-since'])).toEqual({ items: [], calls: 1, incomplete: false })
  })
})
