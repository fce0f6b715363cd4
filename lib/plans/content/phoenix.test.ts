import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Variable } from '@/lib/plans/model/messages'
import type { Deadline } from '@/lib/plans/model/response'
import { formatDuration } from '@/lib/time/durations'

/** What the Phoenix Platform's own document states, section by section; every expected value is taken from there. */

const parsed = parsePlan(readFileSync('plans/phoenix.yaml', 'utf8'), 'phoenix.yaml')
if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join('\n'))
const { plan } = parsed

const show = (ms: number | null) => (ms === null ? '–' : formatDuration(ms).replaceAll('\u00a0', ' '))
const soon = (deadline: Deadline | null) => (deadline?.kind === 'within' ? show(deadline.ms) : (deadline?.kind ?? '–'))
const runbook = (id: string) => plan.runbooks.find((one) => one.id === id) ?? expect.fail(`no runbook ${id}`)
const stepsOf = (id: string) => runbook(id).steps.map((step) => step.id)

/** The document's own text for a place, or what the plan knows of it. */
function written({ placeholder, from }: Variable): string {
  if (placeholder) return placeholder
  if (from?.kind === 'value') return from.value
  const holder = from?.kind === 'environment' ? plan.environments[0] : undefined
  if (from?.kind === 'environment') return (from.fact === 'drRegion' ? holder?.drRegion : holder?.primaryRegion) ?? ''
  const asset = from?.kind === 'asset' ? plan.assets.find(({ key }) => key === from.asset) : undefined
  const facts: Record<string, string | null | undefined> = {
    identifier: asset?.identifier,
    databaseName: asset?.database?.name,
    databaseUser: asset?.database?.user,
    databaseTable: asset?.database?.tables[0],
  }
  return (from?.kind === 'asset' ? facts[from.fact] : null) ?? ''
}
const filled = (command: string | null, variables: Variable[]) =>
  variables.reduce((text, one) => text.replaceAll(`{{ ${one.name} }}`, written(one)), command ?? '')

/** Every command of a runbook with its verifications, as the document would write it. */
function commandsOf(id: string): string {
  const { steps, variables } = runbook(id)
  const checks = plan.verifications.filter((one) => steps.some(({ verifications }) => verifications.includes(one.id)))
  return [
    ...steps.map(({ command }) => filled(command, variables)),
    ...checks.map((check) => filled(check.command, check.variables)),
  ].join('\n')
}

const INGRESS =
  'kubectl apply -f https://raw.githubusercontent.com/kubernetes/ingress-nginx/controller-v1.8.1/deploy/static/provider/aws/deploy.yaml'

describe('disasters and their procedures', () => {
  test('each has its number, its runbook and the section it comes from', () => {
    expect(plan.scenarios.map(({ reference, runbook: answer, source }) => [reference, answer, source.section])).toEqual(
      [
        ['DR-001', 'dr-001', '2.1 Regional Failure'],
        ['DR-002', 'dr-002', '2.2 Database Corruption'],
        ['DR-003', 'dr-003', '2.3 Kubernetes Cluster Failure'],
        ['DR-004', 'dr-004', '2.4 Data Center Network Partition'],
        ['DR-005', 'dr-005', '4.1 Full System Recovery'],
        [null, 'partial-recovery', '4.2 Partial Recovery; 7.2 DR Test Scenarios, test 2'],
        [null, 'experiment-replay', '5.2 Experiment Data Recovery'],
      ],
    )
    expect(plan.scenarios[1]?.alsoRunbooks).toEqual(['point-in-time-recovery'])
  })

  test.each<[string, string[]]>([
    ['dr-001', ['verify-region-failure', 'redirect-traffic', 'scale-up', 'restore-database']],
    ['dr-002', ['stop-writes', 'find-extent', 'choose-restore', 'restore-dump', 'count-experiments']],
    ['dr-003', ['create-cluster', 'install-ingress', 'install-release', 'restore-configuration', 'verify-deployments']],
    ['dr-004', ['detect-partition', 'degraded-mode', 'fence-minority', 'redirect-to-majority', 'continue-in-majority']],
    ['dr-005', ['infrastructure', 'kubernetes', 'database', 'applications', 'verification']],
    ['partial-recovery', ['start', 'execute-step', 'verify-step']],
    ['point-in-time-recovery', ['stop-postgresql', 'clear-data', 'restore-base', 'configure-recovery']],
    ['experiment-replay', ['load-events', 'replay-events', 'validate', 'save']],
  ])('the steps of %s in their order', (id, steps) => {
    expect(stepsOf(id)).toEqual(steps)
  })

  test.each<[string, string[]]>([
    [
      'dr-001',
      [
        'aws health describe-events --region us-east-1 || PRIMARY_DOWN=true',
        'aws route53 change-resource-record-sets \\\n  --hosted-zone-id $ZONE_ID \\\n  --change-batch file://dr-routing-policy.json',
        'kubectl --context=eks-us-west-2 scale deployment phoenix-api --replicas=5',
        './scripts/restore-database.sh --region us-west-2 --latest',
      ],
    ],
    [
      'dr-002',
      [
        'ALTER DATABASE phoenix SET default_transaction_read_only = true;',
        "pg_size_pretty(pg_total_relation_size(schemaname||'.'||tablename))",
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
        "ORDER BY pg_total_relation_size(schemaname||'.'||tablename) DESC;",
        '--host=phoenix-dr.region.rds.amazonaws.com \\\n  --port=5432 \\\n  --username=phoenix \\\n  --dbname=phoenix_restore \\\n  --verbose \\\n  --no-owner \\\n  --no-privileges',
        '/backups/phoenix_$(date -d "1 hour ago" +%Y%m%d_%H0000).dump',
        'psql -h phoenix-dr.region.rds.amazonaws.com -U phoenix -d phoenix_restore -c "SELECT COUNT(*) FROM experiments;"',
      ],
    ],
    [
      'dr-003',
      [
        'eksctl create cluster -f cluster-dr.yaml',
        INGRESS,
        'helm install phoenix ./helm/phoenix \\\n  --namespace phoenix-system \\\n  --create-namespace \\\n  --values values-dr.yaml',
        'kubectl apply -f backups/configs/',
        'kubectl apply -f backups/secrets/',
        'kubectl get deployments -A',
        'kubectl get pods -A | grep -v Running',
      ],
    ],
    [
      'dr-005',
      [
        'terraform apply -var-file=dr.tfvars -auto-approve',
        'eksctl create cluster -f cluster-dr.yaml',
        INGRESS,
        './scripts/restore-database.sh --latest --verify',
        'helm install phoenix ./helm/phoenix -f values-dr.yaml',
        './scripts/dr-verification.sh',
      ],
    ],
    [
      'point-in-time-recovery',
      [
        "restore_command = 'aws s3 cp s3://phoenix-wal-archive/%f %p'",
        "recovery_target_name = 'before_critical_update'",
        'recovery_target_inclusive = true',
        "recovery_target_action = 'promote'",
      ],
    ],
    ['create-restore-point', ["SELECT pg_create_restore_point('before_critical_update');"]],
    [
      'application-state-backup',
      [
        'kubectl get all,cm,secret -A -o yaml > k8s-resources-$(date +%Y%m%d-%H%M%S).yaml',
        'ETCDCTL_API=3 etcdctl snapshot save etcd-snapshot-$(date +%Y%m%d-%H%M%S).db',
        '--endpoints=https://etcd-cluster:2379 \\\n  --cacert=/etc/etcd/ca.crt \\\n  --cert=/etc/etcd/client.crt \\\n  --key=/etc/etcd/client.key',
        'git clone https://github.com/phoenix/configs.git',
        'tar czf git-configs-$(date +%Y%m%d-%H%M%S).tar.gz configs/',
        'aws s3 sync ./backups s3://phoenix-backups-primary/state/',
      ],
    ],
    [
      'metrics-backup',
      [
        'curl -XPOST http://prometheus:9090/api/v1/admin/tsdb/snapshot',
        'aws s3 sync /prometheus/snapshots/ s3://phoenix-backups/prometheus/',
      ],
    ],
    [
      'dr-test-runner',
      [
        './tests/database-failover.sh\nsleep 300',
        'kubectl delete deployment phoenix-api -n phoenix-system\nsleep 60',
        './tests/simulate-network-partition.sh\nsleep 120',
        './tests/verify-database-recovery.sh',
        './tests/verify-service-recovery.sh',
        './tests/verify-partition-recovery.sh',
        './tests/generate-dr-report.sh > dr-test-$(date +%Y%m%d).report',
      ],
    ],
  ])("%s holds the document's commands", (id, commands) => {
    const all = commandsOf(id).replaceAll('\n\n', '\n')
    for (const command of commands) expect(all).toContain(command)
  })

  test('a step that fails stops, is skipped or is undone, as the document has it', () => {
    const rules = plan.runbooks.flatMap(({ id, steps }) =>
      steps.flatMap(({ id: step, onFailure }) => (onFailure ? `${id} ${step}: ${onFailure.do}` : [])),
    )
    expect(rules).toEqual([
      'dr-001 verify-region-failure: stop',
      'dr-004 detect-partition: stop',
      'partial-recovery execute-step: roll-back',
      'partial-recovery verify-step: stop',
      'experiment-replay load-events: stop',
      'experiment-replay replay-events: continue',
      'experiment-replay validate: stop',
      'experiment-replay save: stop',
    ])
    expect(runbook('partial-recovery').onFailure).toMatchObject({
      do: 'roll-back',
      says: expect.stringMatching(/rollback fails too.*both errors and escalated/),
    })
    expect(runbook('dr-003').onFailure.says).toContain('set -e')
    expect(runbook('experiment-replay').replay).toMatchObject({ from: 'phoenix-event-store', countsSkipped: true })
  })

  test('the two sides of a partition part after degraded mode', () => {
    const after = Object.fromEntries(runbook('dr-004').steps.map((step) => [step.id, step.after]))
    expect(after).toMatchObject({
      'fence-minority': ['degraded-mode'],
      'redirect-to-majority': ['fence-minority'],
      'continue-in-majority': ['degraded-mode'],
    })
  })

  test('each restore needs the backup that the document names', () => {
    const needs = plan.runbooks.flatMap(({ id, steps }) =>
      steps.flatMap(({ restore }) => (restore ? `${id}: ${restore.asset} from ${restore.needs}` : [])),
    )
    expect(needs).toEqual([
      'dr-001: phoenix from incremental',
      'dr-002: phoenix from pg-dump',
      'dr-003: phoenix-eks from kubernetes',
      'dr-005: phoenix from incremental',
      'point-in-time-recovery: phoenix from physical-base',
      'point-in-time-recovery: phoenix from wal-archive',
    ])
  })

  test('no owner of a step is stated, so each is assumed; only the waits of the tests have a stated length', () => {
    const steps = plan.runbooks.flatMap((one) => one.steps)
    expect(steps.filter(({ owner, assumed }) => owner === null || !assumed.includes('owner'))).toEqual([])
    expect(steps.flatMap(({ id, expected }) => (expected === null ? [] : `${id} ${show(expected)}`))).toEqual([
      'wait-for-database 5 m',
      'wait-for-service 1 m',
      'wait-for-partition 2 m',
    ])
  })
})

describe('people and words', () => {
  test('the severity matrix', () => {
    expect(
      plan.severities.map(({ name, tellInside, tellOutside, escalateTo }) => [
        name,
        soon(tellInside),
        soon(tellOutside),
        escalateTo,
      ]),
    ).toEqual([
      ['SEV1', 'at-once', '15 m', 'VP Engineering'],
      ['SEV2', '30 m', '1 h', 'Engineering Manager'],
      ['SEV3', '1 h', '4 h', 'Team Lead'],
      ['SEV4', '4 h', 'next-business-day', 'On-call Engineer'],
    ])
    expect(plan.escalation.map(({ who, orWhen }) => `${who}: ${orWhen}`).reverse()).toEqual([
      'VP Engineering: a SEV1 incident',
      'Engineering Manager: a SEV2 incident',
      'Team Lead: a SEV3 incident',
      'On-call Engineer: a SEV4 incident',
    ])
  })

  test('the four updates of the status page, their times and what they name', () => {
    expect(plan.communications.publicStates).toEqual(['investigating', 'identified', 'monitoring', 'resolved'])
    const placeholders = plan.communications.templates.map(({ id, variables }) => [
      id,
      ...['posted_at', 'title', 'public_severity', 'components'].map(
        (name) => variables.find((one) => one.name === name)?.placeholder,
      ),
    ])
    const common = ['Service Degradation - Experiment Creation', 'major', 'API Service, Experiment Controller']
    expect(placeholders).toEqual([
      ['investigating', '2025-01-25T10:00:00Z', ...common],
      ['identified', '2025-01-25T10:30:00Z', ...common],
      ['monitoring', '2025-01-25T11:00:00Z', ...common],
      ['resolved', '2025-01-25T12:00:00Z', ...common],
    ])
  })

  test('contacts as the document has them, numbers to be filled in', () => {
    expect(plan.contacts.map(({ title, name, email, note }) => [title, name, email, note])).toEqual([
      ['Incident Commander', null, 'incidents@phoenix.io', 'On-call rotation'],
      ['VP Engineering', 'John Doe', 'john.doe@phoenix.io', null],
      ['Database Admin', 'Jane Smith', 'jane.smith@phoenix.io', null],
      ['AWS TAM', 'Mike Johnson', 'mike@aws.com', 'AWS'],
      ['AWS Support', null, null, 'Enterprise Support'],
      ['New Relic Support', null, null, null],
      ['PagerDuty', null, null, null],
    ])
    for (const { phone, toFillIn } of plan.contacts) {
      expect([phone, toFillIn.map(({ placeholder }) => placeholder)]).toEqual([null, ['+1-xxx-xxx-xxxx']])
    }
  })
})
