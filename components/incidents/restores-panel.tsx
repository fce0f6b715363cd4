import Link from 'next/link'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import type { LinkedRestore } from '@/lib/restores/model/linked'
import { STATE_WORDS } from '@/lib/restores/rules/words'
import { restoreName } from '@/lib/vocabulary/numbers'

/** The restores that belong to the incident, newest first, as they stand; `asOf` is said while the server is away. */
export function RestoresPanel({
  restores,
  staleAt,
  system,
}: {
  restores: readonly LinkedRestore[]
  staleAt: number | null
  system: string
}) {
  return (
    <section className="sec" aria-label="Restores">
      <div className="h2row">
        <h2>Restores</h2>
        {staleAt === null ? null : (
          <span className="text-small text-unknown">
            as of <Instant at={staleAt} as="time" />
          </span>
        )}
      </div>
      {restores.length === 0 ? (
        <p className="text-t-2">
          No restore belongs to this incident yet. One that is started for {system} while it is open is linked by
          itself.
        </p>
      ) : null}
      <ul>
        {restores.map((restore) => {
          const name = restoreName(restore.number)
          const { mark, word } = STATE_WORDS[restore.state]
          return (
            <li key={restore.number} className="border-b border-line-1 py-1.5">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <Link href={`/restores/${name}`} prefetch={false}>
                  {name}
                </Link>
                <span className="flex-1" />
                <StateTag state={mark} plain>
                  {word}
                  {restore.percent !== null && restore.state === 'RUNNING' ? ` ${Math.round(restore.percent)} %` : ''}
                </StateTag>
              </p>
              {restore.percent !== null && restore.state === 'RUNNING' ? <Progress percent={restore.percent} /> : null}
              <p className="text-small text-t-2">
                <span className="mono">{restore.targetName}</span>, data as of <Instant at={restore.pointAt} /> UTC
                {restore.availableAt === null ? null : (
                  <>
                    , available <Instant at={restore.availableAt} />
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ul>
      <p className="mt-2">
        <LinkButton href="/recovery-points" size="small">
          Choose a recovery point
        </LinkButton>
      </p>
    </section>
  )
}

function Progress({ percent }: { percent: number }) {
  const shown = Math.round(Math.min(100, Math.max(0, percent)))
  return (
    <span className="my-1 block h-2.5 border border-running bg-bg-1" aria-hidden="true">
      <span className="block h-full bg-running-fill" style={{ width: `${shown}%` }} />
    </span>
  )
}
