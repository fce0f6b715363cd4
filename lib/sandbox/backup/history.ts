import { resourceArnOf } from '@/lib/sandbox/backup/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { RestoreJob } from '@/lib/sandbox/state'
import type { Call } from '@/lib/sandbox/wire/service'
import { recoveryPointsOf } from '@/lib/sandbox/world/points'
import { DAY, HOUR, slotsOf, uuidOf } from '@/lib/sandbox/world/schedule'

/** PhaserAI restores its newest point to a test instance each month and deletes it again; AWS keeps jobs thirty days. */
export function restoreTestsOf(sandbox: Sandbox, call: Call): RestoreJob[] {
  if (call.account !== '210000000001' || call.region !== 'us-east-1') return []
  const slots = slotsOf({ kind: 'monthly', day: 3, at: '10:00' }, call.at - 30 * DAY, call.at - HOUR)
  return slots.flatMap((at) => {
    const points = recoveryPointsOf(sandbox, call.account, at).filter(
      (p) => p.instance.id === 'phaserai-prod' && p.region === call.region && p.run.completed <= at,
    )
    const point = points.at(-1)
    if (!point) return []
    const target = `dr-test-${new Date(at).toISOString().slice(0, 10).replace(/-/g, '')}`
    return {
      id: uuidOf('restore test', at).toUpperCase(),
      account: call.account,
      region: call.region,
      at,
      recoveryPointArn: point.arn,
      backedUpResourceArn: resourceArnOf(point),
      recoveryPointAt: point.run.started,
      iamRoleArn: `arn:aws:iam::${call.account}:role/service-role/AWSBackupDefaultServiceRole`,
      metadata: { DBInstanceIdentifier: target },
      token: null,
      target,
      sizeBytes: point.bytes,
      failure: null,
    }
  })
}
