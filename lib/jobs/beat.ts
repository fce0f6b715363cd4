import { db } from '@/lib/db/client'
import type { WorkerSight } from '@/lib/jobs/model/worker-sight'
import { workerSight } from '@/lib/jobs/rules/worker-sight'
import { publish } from '@/lib/live/publish'

/** Says that a worker is at work, on the database's clock; open browsers are told when it had been silent. */
export async function sayAtWork(): Promise<void> {
  const before = await readWorkerSight()
  await db.$executeRaw`
    INSERT INTO worker_beat (id, beat_at) VALUES ('worker', now()) ON CONFLICT (id) DO UPDATE SET beat_at = now()`
  if (before.state !== 'at-work') await publish(db, { topic: 'collectors', id: 'worker' })
}

/** Whether a worker is at work now. Throws when the database is not reached. */
export async function readWorkerSight(): Promise<WorkerSight> {
  const [beat] = await db.$queryRaw<{ at: Date; now: Date }[]>`SELECT beat_at AS at, now() AS now FROM worker_beat`
  return workerSight(beat?.at.getTime() ?? null, beat?.now.getTime() ?? 0)
}
