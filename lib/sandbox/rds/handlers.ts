import { rdsChangeHandlers } from '@/lib/sandbox/rds/change'
import {
  describeDBInstanceAutomatedBackups,
  describeDBInstances,
  describeDBSnapshotAttributes,
  describeDBSnapshots,
} from '@/lib/sandbox/rds/describe'
import { describeEvents } from '@/lib/sandbox/rds/events'
import { rdsGroupHandlers } from '@/lib/sandbox/rds/groups'
import { restoreFromSnapshot, restoreToPointInTime } from '@/lib/sandbox/rds/restore'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { Handler } from '@/lib/sandbox/wire/service'

/** Every RDS action the sandbox answers. */
export function rdsHandlers(sandbox: Sandbox): Record<string, Handler> {
  return {
    ...rdsChangeHandlers(sandbox),
    ...rdsGroupHandlers(sandbox),
    DescribeDBInstances: describeDBInstances(sandbox),
    DescribeDBSnapshotAttributes: describeDBSnapshotAttributes(sandbox),
    DescribeDBSnapshots: describeDBSnapshots(sandbox),
    DescribeDBInstanceAutomatedBackups: describeDBInstanceAutomatedBackups(sandbox),
    DescribeEvents: describeEvents(sandbox),
    RestoreDBInstanceFromDBSnapshot: restoreFromSnapshot(sandbox),
    RestoreDBInstanceToPointInTime: restoreToPointInTime(sandbox),
  }
}
