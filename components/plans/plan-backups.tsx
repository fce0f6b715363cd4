import Link from 'next/link'
import type { ReactNode } from 'react'
import { LiveAge } from '@/components/live/live-figures'
import { Facts } from '@/components/plans/facts'
import { Assumed } from '@/components/plans/fill-in'
import { PlanSection, Points, SharedSource, Source, Statement } from '@/components/plans/statement'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { BackupCopy, BackupPolicy, Verification } from '@/lib/plans/model/backups'
import { rungWords, scheduleWords, storeWords, windowWords } from '@/lib/plans/rules/words'
import type { BackupLine, PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'

/** Every backup: when, how, where to, how long kept, how verified; beside it the newest point and how the runs went. */
export function PlanBackupsSection({ page }: { page: PlanPageDto }) {
  const assets = new Map(page.plan.assets.map(({ key, name }) => [key, name]))
  return (
    <PlanSection id="backups" title="Backups" note={`${page.plan.backups.length}`}>
      {page.plan.backups.map((policy) => {
        const line = page.backups[policy.id]
        return (
          <Statement
            key={policy.id}
            id={`backup-${policy.id}`}
            now={line ? <BackupNow line={line} system={page.system} policy={policy} /> : null}
          >
            <h3>{policy.name}</h3>
            <Facts
              items={[
                ['Of', assets.get(policy.asset) ?? policy.asset],
                ['How', `${MECHANISM_WORDS[policy.mechanism]}${policy.pointInTime ? ', to any point in time' : ''}`],
                ['When', scheduleWords(policy.schedule)],
                ['Window', policy.window ? windowWords(policy.window) : null],
                ['Kept', policy.retention.length > 0 ? policy.retention.map(rungWords).join(', ') : 'not stated'],
                ['In', policy.store ? <StoreLine key="store" store={policy.store} /> : 'not stated'],
                ...policy.copies.map((copy): [string, ReactNode] => ['Copied to', <CopyLine key="copy" copy={copy} />]),
                ['Encrypted', policy.encryption ? (policy.encryption.algorithm ?? 'yes') : 'not stated'],
                [
                  'Tolerated',
                  `starts within ${formatDuration(policy.startWindow)}, grace ${formatDuration(policy.grace)} (Tidemark’s own)`,
                ],
                ['Takes', policy.expectedDuration === null ? null : formatDuration(policy.expectedDuration)],
              ]}
            />
            {policy.verification.map((verification, index) => (
              <VerificationRule
                key={verification.id}
                id={`backup-${policy.id}-${verification.id}`}
                verification={verification}
                source={<SharedSource of={policy.verification} index={index} />}
              />
            ))}
            <Assumed facts={policy.assumed} />
            <Source source={policy.source} />
          </Statement>
        )
      })}
    </PlanSection>
  )
}

function StoreLine({ store }: { store: NonNullable<BackupPolicy['store']> }) {
  return (
    <>
      {storeWords(store)}
      {store.kind === 'objects' && store.objectName ? <span className="mono">, {store.objectName}</span> : null}
    </>
  )
}

function CopyLine({ copy: { store, mechanism, assumed, note } }: { copy: BackupCopy }) {
  return (
    <>
      <StoreLine store={store} />, {COPY_WORDS[mechanism]}
      {assumed ? ', assumed, to confirm' : ''}
      {note ? `. ${note}` : ''}
    </>
  )
}

const COPY_WORDS: Record<BackupCopy['mechanism'], string> = {
  'aws-backup-copy': 'by AWS Backup',
  replication: 'by replication',
  upload: 'by upload',
  'cold-storage': 'as cold storage',
}

const VERIFIES = { automated: 'by a machine', manual: 'by hand', 'restore-test': 'by a restore', drill: 'in a drill' }

function VerificationRule({ id, verification, source }: { id: string; verification: Verification; source: ReactNode }) {
  return (
    <div id={id} className="mt-1">
      <span className="text-t-3">Verified</span> {VERIFIES[verification.kind]}, {scheduleWords(verification.schedule)}
      {verification.maxAge === null ? '' : `; a point must be younger than ${formatDuration(verification.maxAge)}`}
      <Points items={verification.checks} className="text-small text-t-2" />
      {source}
    </div>
  )
}

function BackupNow({ line, system, policy }: { line: BackupLine; system: string; policy: BackupPolicy }) {
  if (!line.observed) return <span className="text-t-3">Nothing observes it</span>
  return (
    <>
      {line.newestAt === null ? (
        <p>
          No point known <StateTag state={line.mark} plain />
        </p>
      ) : (
        <p>
          Newest <Instant at={line.newestAt} zone />,{' '}
          <b className="font-semibold text-t-1">
            <LiveAge at={line.newestAt} suffix />
          </b>{' '}
          <StateTag state={line.trusted ? line.mark : 'unknown'} plain />
        </p>
      )}
      {line.runs ? (
        <p>
          35 d: {line.runs.onTime} on time, {line.runs.late} late, {line.runs.missed} missed
          {line.runs.unknown > 0 ? `, ${line.runs.unknown} unknown` : ''}
        </p>
      ) : null}
      {line.nextAt === null ? null : (
        <p>
          Next <Instant at={line.nextAt} zone />
        </p>
      )}
      <p className="no-print">
        <Link href={`/recovery-points/${encodeURIComponent(`${system}:${policy.asset}`)}`} prefetch={false}>
          Recovery points
        </Link>
      </p>
    </>
  )
}

const MECHANISM_WORDS: Record<BackupPolicy['mechanism'], string> = {
  'rds-automated': 'RDS automated backup',
  'rds-snapshot': 'RDS snapshot',
  'aws-backup': 'AWS Backup',
  'pg-dump': 'dump (pg_dump)',
  'physical-base': 'physical base backup',
  incremental: 'incremental backup',
  'wal-archive': 'archive of write-ahead logs',
  replica: 'replica',
  versioning: 'object versions',
  replication: 'replication',
  'object-copy': 'copy of objects',
  'redis-rdb': 'Redis snapshot (RDB)',
  'redis-aof': 'Redis append-only file',
  etcd: 'etcd snapshot',
  kubernetes: 'export of Kubernetes resources',
  prometheus: 'Prometheus snapshot',
  git: 'Git repository',
  registry: 'image registry',
  secrets: 'secrets store',
}
