import Link from 'next/link'
import styles from '@/components/board/board.module.css'
import type { SystemFindings } from '@/lib/screens/board/model/board'

/** More systems than this have their counts on the list of systems. */
const SHOWN = 8

/** One quiet line: which systems have open findings of high severity, most first. Nothing where none has. */
export function FindingsLine({ systems }: { systems: readonly SystemFindings[] }) {
  const high = systems.filter((system) => system.high > 0)
  if (high.length === 0) return null
  return (
    <nav aria-label="Open high findings by system" className={styles.findings}>
      <span>
        <span className="max-md:hidden">Plan and reality, open high findings</span>
        <span className="md:hidden">High findings</span>
      </span>
      {high.slice(0, SHOWN).map(({ system, systemName, high: count, open, acknowledged }) => (
        <Link
          key={system}
          href={`/systems/${system}/findings?severity=high`}
          prefetch={false}
          title={`${open} open in all${acknowledged > 0 ? `, + ${acknowledged} acknowledged` : ''}`}
        >
          {systemName} <b>{count}</b>
        </Link>
      ))}
      {high.length > SHOWN ? (
        <Link href="/systems" prefetch={false}>
          {high.length - SHOWN} more systems
        </Link>
      ) : null}
    </nav>
  )
}
