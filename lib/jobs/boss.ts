import { PgBoss } from 'pg-boss'
import { requireEnv } from '@/lib/env'
import { log } from '@/lib/log'

/**
 * Starts this process' job queue on Tidemark's own Postgres, schema `pgboss`. A job of a killed worker is taken up by
 * another within about ten seconds; pg-boss' default would be never within 45. Stop it with `boss.stop()`.
 */
export async function startBoss(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: requireEnv('DATABASE_URL'),
    schema: 'pgboss',
    createSchema: false,
    application_name: 'tidemark-jobs',
    monitorIntervalSeconds: 2,
    superviseIntervalSeconds: 2,
    max: 4,
  })
  boss.on('error', (error: Error) => log.warn({ err: error.message }, 'jobs: the queue had a fault'))
  await boss.start()
  return boss
}
