import type { DescribeEventsMessage, Event, EventsMessage } from '@aws-sdk/client-rds'
import { rdsPage } from '@/lib/sandbox/paging'
import { nameOf } from '@/lib/sandbox/rds/describe'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { Happening } from '@/lib/sandbox/state'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call } from '@/lib/sandbox/wire/service'
import { arnOf } from '@/lib/sandbox/world/instances'
import { DAY, MINUTE } from '@/lib/sandbox/world/schedule'
import { snapshotsOf } from '@/lib/sandbox/world/snapshots'

/** Events of the last hour unless told; RDS keeps fourteen days. */
export function describeEvents(sandbox: Sandbox) {
  return (input: DescribeEventsMessage, call: Call): EventsMessage => {
    if (input.SourceIdentifier && !input.SourceType) {
      throw new AwsFault('InvalidParameterCombination', 'Cannot use SourceIdentifier without SourceType')
    }
    const to = input.EndTime?.getTime() ?? call.at
    const from = Math.max(input.StartTime?.getTime() ?? to - (input.Duration ?? 60) * MINUTE, call.at - 14 * DAY)
    const found = [...backupEvents(sandbox, call), ...changeEvents(sandbox, call)]
      .filter((e) => e.Date && e.Date.getTime() >= from && e.Date.getTime() <= to && e.Date.getTime() <= call.at)
      .filter((e) => !input.SourceType || e.SourceType === input.SourceType)
      .filter((e) => !input.SourceIdentifier || e.SourceIdentifier === nameOf(input.SourceIdentifier))
      .filter(
        (e) => !input.EventCategories?.length || e.EventCategories?.some((c) => input.EventCategories?.includes(c)),
      )
    const key = (e: Event) => `${e.Date?.toISOString()} ${e.SourceIdentifier} ${e.Message}`
    const { shown, Marker } = rdsPage(found, input, key, call)
    return { Marker, Events: shown }
  }
}

function event(call: Call, id: string, at: number, category: string, message: string): Event {
  return {
    SourceIdentifier: id,
    SourceType: 'db-instance',
    Message: message,
    EventCategories: [category],
    Date: new Date(at),
    SourceArn: arnOf('db', call, id),
  }
}

function backupEvents(sandbox: Sandbox, call: Call): Event[] {
  return snapshotsOf(sandbox, call, call.at)
    .filter((s) => s.type === 'automated' || s.type === 'manual')
    .flatMap((s) => [
      event(
        call,
        s.instance.id,
        s.started,
        'backup',
        s.type === 'automated' ? 'Backing up DB instance' : `Creating manual snapshot ${s.id}`,
      ),
      event(
        call,
        s.instance.id,
        s.completed,
        'backup',
        s.type === 'automated' ? 'Finished DB Instance backup' : `Manual snapshot ${s.id} created`,
      ),
    ])
}

function changeEvents(sandbox: Sandbox, call: Call): Event[] {
  return sandbox.state.happenings.flatMap((h) => eventOf(h, call, sandbox.pace) ?? [])
}

function eventOf(h: Happening, call: Call, pace: number): Event | null {
  const { account, region, id } =
    h.kind === 'created' ? h.created.instance : (h as { account?: string; region?: string; id?: string })
  if (account !== call.account || region !== call.region || !id) return null
  if (h.kind === 'created') return event(call, id, h.at + pace, 'creation', 'DB instance restored and available')
  if (h.kind === 'deleted') return event(call, id, h.at, 'deletion', 'DB instance deleted')
  if (h.kind === 'modified')
    return event(call, id, h.at, 'configuration change', 'Finished applying modification to DB instance')
  if (h.kind === 'promoted')
    return event(call, id, h.at, 'failover', 'Read replica promoted to a standalone DB instance')
  if (h.kind !== 'rebooted') return null
  return h.failover
    ? event(call, id, h.at, 'failover', 'Multi-AZ instance failover completed')
    : event(call, id, h.at, 'availability', 'DB instance restarted')
}
