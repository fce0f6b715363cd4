import Link from 'next/link'
import { RefreshOn } from '@/components/live/refresh-on'
import { SystemTrail } from '@/components/plans/system-trail'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { RevisionsDto } from '@/lib/plans/model/revisions'
import type { PlanChange } from '@/lib/plans/rules/diff-plans'
import '@/components/plans/plan.css'

const KIND_WORDS: Record<PlanChange['kind'], string> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'put in another order',
}

/** What changed from one revision of a plan to the next, and every revision there was. */
export function RevisionsPage({ name, revisions: dto }: { name: string; revisions: RevisionsDto }) {
  const { system, revisions, changes, from, to } = dto
  const at = (hash: string) => revisions.find(({ contentHash }) => contentHash === hash)?.at ?? null
  const fromAt = from === null ? null : at(from)
  const toAt = at(to)
  return (
    <div className="page-pad">
      <RefreshOn topics={['plans', `system:${system}`]} nextChangeAt={null} />
      <SystemTrail system={system} name={name} plan="" />
      <div className="ph">
        <h1>Revisions of the plan, {name}</h1>
      </div>
      <div className="grid gap-7 xl:grid-cols-[minmax(0,1fr)_340px]">
        <section className="sec min-w-0" aria-labelledby="changes-head">
          <div className="h2row">
            <h2 id="changes-head">What changed</h2>
            <span className="text-small text-t-3">
              {fromAt === null || toAt === null ? null : (
                <>
                  from <Instant at={fromAt} /> to <Instant at={toAt} zone />
                </>
              )}
            </span>
          </div>
          {from === null ? (
            <EmptyState>This is the oldest revision; there is nothing before it to compare with.</EmptyState>
          ) : changes.length === 0 ? (
            <EmptyState>The two revisions state the same.</EmptyState>
          ) : (
            <ul>
              {changes.map((change) => (
                <Change key={`${change.kind}${change.path.join('/')}`} change={change} />
              ))}
            </ul>
          )}
        </section>
        <section className="sec min-w-0" aria-labelledby="revisions-head">
          <div className="h2row">
            <h2 id="revisions-head">Revisions</h2>
            <span className="text-small text-t-3">
              {dto.more ? `the newest ${revisions.length}` : revisions.length}
            </span>
          </div>
          <Table
            caption="Revisions of the plan, newest first"
            columns={[
              { key: 'at', head: 'First published, UTC' },
              { key: 'version', head: 'Version' },
              { key: 'hash', head: 'Content' },
              { key: 'state', head: 'State' },
            ]}
            rows={revisions.map((revision) => ({
              key: revision.contentHash,
              selected: revision.contentHash === to,
              cells: {
                at: (
                  <Link
                    href={`/systems/${system}/plan/revisions?to=${revision.contentHash.slice(0, 16)}`}
                    prefetch={false}
                  >
                    <Instant at={revision.at} />
                  </Link>
                ),
                version: revision.version,
                hash: <span className="mono">{revision.contentHash.slice(0, 8)}</span>,
                state: revision.inForce ? (
                  <StateTag state="within" plain>
                    In force
                  </StateTag>
                ) : (
                  <span className="text-t-3">superseded</span>
                ),
              },
            }))}
          />
        </section>
      </div>
    </div>
  )
}

function Change({ change: { path, kind, before, after } }: { change: PlanChange }) {
  return (
    <li className="border-b border-line-1 py-2 [overflow-wrap:anywhere]">
      <p>
        {path.slice(0, -1).map((step) => `${step} › `)}
        <b className="font-semibold">{path.at(-1) ?? 'the whole document'}</b>{' '}
        <span className="text-t-3">{KIND_WORDS[kind]}</span>
      </p>
      {before === null ? null : (
        <p className="text-t-2">
          <span className="text-t-3">before</span> <del>{before}</del>
        </p>
      )}
      {after === null ? null : (
        <p>
          <span className="text-t-3">{kind === 'moved' ? 'now' : 'after'}</span>{' '}
          <ins className="no-underline">{after}</ins>
        </p>
      )}
    </li>
  )
}
