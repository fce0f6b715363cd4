import { describe, expect, test } from 'vitest'
import { commandsOf, planOf } from '@/lib/plans/testing/plan-as-written'

/** The procedures of PhaserAI's and Devonn.AI's own documents: order, commands, what each restore needs. */

const plans = { phaserai: planOf('phaserai'), devonn: planOf('devonn') }
type System = keyof typeof plans
const runbook = (system: System, id: string) =>
  plans[system].runbooks.find((one) => one.id === id) ?? expect.fail(`no runbook ${id}`)

describe('the order of the steps', () => {
  test.each<[System, string, string[]]>([
    [
      'phaserai',
      'immediate-response',
      [
        'alert',
        'status-page',
        'stakeholders',
        'communication-plan',
        'team-email',
        'stop-writes',
        'preserve',
        'document',
      ],
    ],
    [
      'phaserai',
      'database-corruption',
      ['stop-traffic', 'emergency-backup', 'restore', 'connection-strings', 'restart', 'verify'],
    ],
    ['phaserai', 'database-loss', ['choose-point', 'restore', 'watch', 'lead-over', 'validate']],
    ['phaserai', 'point-in-time-recovery', ['restore']],
    ['phaserai', 'cdk-stacks', ['compare', 'source', 'deploy', 'verify']],
    ['phaserai', 'lambda-functions', ['deploy', 'test', 'database']],
    ['phaserai', 'api-gateway', ['list', 'test', 'dns']],
    ['phaserai', 'frontend', ['build', 'upload', 'invalidate']],
    ['phaserai', 'configuration', ['read', 'apply', 'restart']],
    ['phaserai', 'database-recovery-test', ['restore', 'wait', 'count', 'clean-up']],
    ['phaserai', 'infrastructure-recovery-test', ['deploy', 'test', 'clean-up']],
    ['devonn', 'multi-az-failover', ['failover', 'connectivity', 'metrics']],
    ['devonn', 'cross-region', ['promote', 'connection', 'verify']],
    ['devonn', 'eks-cluster', ['assess', 'nodes', 'applications', 'verify']],
    ['devonn', 'full-region', ['activate', 'replication', 'core-services', 'capacity']],
    ['devonn', 'point-in-time', ['restore', 'verify', 'promote']],
    ['devonn', 'files', ['verify-backup', 'restore']],
  ])('%s, %s', (system, id, steps) => {
    expect(runbook(system, id).steps.map((step) => step.id)).toEqual(steps)
  })
})

describe('the commands of the document', () => {
  test.each<[System, string, string[]]>([
    [
      'phaserai',
      'immediate-response',
      [
        'aws sns publish \\\n  --topic-arn arn:aws:sns:region:account:disaster-recovery-alerts',
        '--subject "INCIDENT: PhaserAI Service Disruption"',
        "curl -X POST -H 'Content-type: application/json'",
        '$SLACK_WEBHOOK_URL',
        'aws ses send-email \\\n  --source noreply@phaserai.com',
        '--destination ToAddresses=team@phaserai.com',
        'Subject={Data="DR Activation"}',
      ],
    ],
    [
      'phaserai',
      'database-corruption',
      [
        'aws elbv2 modify-target-group \\\n  --target-group-arn $TARGET_GROUP_ARN \\\n  --health-check-enabled false',
        'aws rds create-db-snapshot \\\n  --db-instance-identifier phaserai-prod \\\n  --db-snapshot-identifier emergency-backup-$(date +%Y%m%d-%H%M%S)',
        'aws rds restore-db-instance-from-db-snapshot \\\n  --db-instance-identifier phaserai-prod-restored \\\n  --db-snapshot-identifier latest-automated-snapshot',
      ],
    ],
    [
      'phaserai',
      'database-loss',
      [
        'aws backup list-recovery-points-by-backup-vault \\\n  --backup-vault-name phaserai-prod-vault',
        '--by-resource-arn arn:aws:rds:region:account:db:phaserai-prod',
        'aws backup start-restore-job \\\n  --recovery-point-arn $RECOVERY_POINT_ARN',
        '"DBInstanceIdentifier": "phaserai-prod-restored"',
        '"DBInstanceClass": "db.t3.small"',
        '"MultiAZ": true',
        '"PubliclyAccessible": false',
        'aws backup describe-restore-job --restore-job-id $RESTORE_JOB_ID',
      ],
    ],
    [
      'phaserai',
      'point-in-time-recovery',
      [
        'aws rds restore-db-instance-to-point-in-time \\\n  --source-db-instance-identifier phaserai-prod \\\n  --target-db-instance-identifier phaserai-prod-pitr',
        '--restore-time 2025-01-01T10:30:00.000Z',
        '--db-subnet-group-name phaserai-prod-subnet-group \\\n  --vpc-security-group-ids sg-12345678',
      ],
    ],
    [
      'phaserai',
      'cdk-stacks',
      [
        'cd infra\ncdk diff',
        'git checkout main\ngit pull origin main',
        'cdk deploy --all --require-approval never',
        'aws cloudformation describe-stacks \\\n  --stack-name phaserai-prod-database-prod',
      ],
    ],
    [
      'phaserai',
      'lambda-functions',
      [
        'cdk deploy phaserai-prod-api-prod',
        "aws lambda invoke \\\n  --function-name phaserai-prod-api-HealthFunction \\\n  --payload '{}' \\\n  response.json",
        'aws lambda invoke \\\n  --function-name phaserai-prod-api-UsersFunction \\\n  --payload \'{"httpMethod":"GET","path":"/health"}\'',
      ],
    ],
    [
      'phaserai',
      'api-gateway',
      [
        'aws apigateway get-rest-apis',
        'curl -X GET https://api-id.execute-api.region.amazonaws.com/prod/health',
        'aws route53 change-resource-record-sets \\\n  --hosted-zone-id $HOSTED_ZONE_ID \\\n  --change-batch file://dns-update.json',
      ],
    ],
    [
      'phaserai',
      'frontend',
      [
        'npm run build',
        'aws s3 sync dist/ s3://phaserai-prod-frontend/',
        'aws cloudfront create-invalidation \\\n  --distribution-id $DISTRIBUTION_ID \\\n  --paths "/*"',
      ],
    ],
    ['phaserai', 'configuration', ['aws ssm get-parameters-by-path \\\n  --path "/phaserai/prod/" \\\n  --recursive']],
    [
      'phaserai',
      'backup-restore-test',
      [
        'aws backup start-restore-job \\\n  --recovery-point-arn arn:aws:backup:region:account:recovery-point:vault/backup-id',
        '{"DBInstanceIdentifier":"test-restore-instance"}',
      ],
    ],
    [
      'phaserai',
      'database-recovery-test',
      [
        'RESTORE_ID=$(aws backup start-restore-job \\\n  --recovery-point-arn $LATEST_BACKUP_ARN',
        '\'{"DBInstanceIdentifier":"dr-test-\'$(date +%Y%m%d)\'"}\'',
        'aws backup wait restore-job-completed --restore-job-id $RESTORE_ID',
        "--query 'RestoreJobId' --output text)",
        'psql -h dr-test-YYYYMMDD.region.rds.amazonaws.com',
        '-U phaserai_admin -d phaserai_prod -c "SELECT COUNT(*) FROM app_8b514_users;"',
        'aws rds delete-db-instance \\\n  --db-instance-identifier dr-test-$(date +%Y%m%d) \\\n  --skip-final-snapshot',
      ],
    ],
    [
      'phaserai',
      'infrastructure-recovery-test',
      [
        'cd infra\ncdk deploy --all --context environment=dr-test',
        'npm run test:integration',
        'cdk destroy --all --context environment=dr-test --force',
      ],
    ],
    [
      'devonn',
      'multi-az-failover',
      [
        'aws rds describe-db-instances --db-instance-identifier devonn-postgres-production',
        'DBInstances[*].[DBInstanceIdentifier,DBInstanceStatus,SecondaryAvailabilityZone]',
      ],
    ],
    [
      'devonn',
      'cross-region',
      [
        'aws rds promote-read-replica \\\n  --db-instance-identifier devonn-postgres-replica-production',
        'kubectl set env deployment/devonn-api \\\n  DATABASE_URL=postgresql://admin:password@[new-endpoint]:5432/devonndb',
        'kubectl exec -it [pod-name] -- curl localhost:8000/health',
      ],
    ],
    [
      'devonn',
      'eks-cluster',
      [
        'aws eks describe-cluster --name devonn-eks-production\nkubectl get nodes\nkubectl get pods --all-namespaces',
        'aws eks update-nodegroup-config \\\n  --cluster-name devonn-eks-production \\\n  --nodegroup-name dev_nodes \\\n  --scaling-config desiredSize=3,minSize=2,maxSize=5',
        'kubectl apply -f kubernetes/manifests/',
        'kubectl get deployments\nkubectl top nodes',
      ],
    ],
    [
      'devonn',
      'full-region',
      [
        'aws route53 change-resource-record-sets \\\n  --hosted-zone-id [zone-id] \\\n  --change-batch file://dr-dns-changes.json',
        'aws rds describe-db-instances --db-instance-identifier devonn-postgres-dr-production',
        'kubectl config use-context dr-region-context\nkubectl apply -f kubernetes/manifests/core-services/',
        'kubectl scale deployment devonn-api --replicas=3',
        'kubectl scale deployment devonn-worker --replicas=5',
      ],
    ],
    [
      'devonn',
      'point-in-time',
      [
        'aws rds restore-db-instance-to-point-in-time \\\n  --source-db-instance-identifier devonn-postgres-production',
        '--target-db-instance-identifier devonn-postgres-recovery',
        '--restore-time [timestamp] \\\n  --db-instance-class db.t3.large',
        'psql -h [endpoint], [recovered-endpoint] -U admin -d devonndb -c "SELECT COUNT(*) FROM users;"',
        '[recovered-endpoint]:5432/devonndb',
      ],
    ],
    [
      'devonn',
      'files',
      [
        'aws s3 ls s3://devonn-backup-production/',
        'aws s3 sync s3://devonn-backup-production/[backup-date]/ s3://devonn-data-production/',
      ],
    ],
  ])('%s, %s', (system, id, written) => {
    const all = commandsOf(plans[system], id)
    for (const command of written) expect(all).toContain(command)
  })
})

test('each restore needs the kind of backup that its procedure uses', () => {
  const needs = (system: System) =>
    plans[system].runbooks.flatMap(({ id, steps }) =>
      steps.flatMap(({ restore }) => (restore ? `${id}: ${restore.needs}` : [])),
    )
  expect(needs('phaserai')).toEqual([
    'database-corruption: rds-automated',
    'database-loss: aws-backup',
    'point-in-time-recovery: rds-automated',
    'backup-restore-test: aws-backup',
    'database-recovery-test: aws-backup',
  ])
  expect(needs('devonn')).toEqual(['cross-region: replica', 'point-in-time: rds-automated', 'files: object-copy'])
})

test('neither document says who does a step or how long it takes', () => {
  const steps = Object.values(plans).flatMap(({ runbooks }) => runbooks.flatMap((one) => one.steps))
  expect(steps.filter(({ owner, assumed }) => owner === null || !assumed.includes('owner'))).toEqual([])
  expect(steps.filter(({ expected }) => expected !== null)).toEqual([])
})
