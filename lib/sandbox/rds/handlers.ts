import type { Sandbox } from '../sandbox'
import type { Handler } from '../wire/service'
import { rdsChangeHandlers } from './change'
import {
  describeDBInstanceAutomatedBackups,
  describeDBInstances,
  describeDBSnapshotAttributes,
  describeDBSnapshots,
} from './describe'
import { describeEvents } from './events'
import { rdsGroupHandlers } from './groups'
import { restoreFromSnapshot, restoreToPointInTime } from './restore'

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
