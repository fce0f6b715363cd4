import type { Route } from 'next'
import Link from 'next/link'

type Props = {
  system: string
  name: string
  /** the plan's section that the page belongs to, such as `#runbooks`; left out, the trail ends at the system */
  plan?: string
}

/** Where a page of a system's plan is: systems, the system, its plan. */
export function SystemTrail({ system, name, plan }: Props) {
  return (
    <nav aria-label="Where this is" className="text-t-3">
      <Link href="/systems" prefetch={false}>
        Systems
      </Link>{' '}
      /{' '}
      <Link href={`/systems/${system}`} prefetch={false}>
        {name}
      </Link>
      {plan === undefined ? null : (
        <>
          {' '}
          /{' '}
          <Link href={`/systems/${system}/plan${plan}` as Route} prefetch={false}>
            Plan
          </Link>
        </>
      )}
    </nav>
  )
}
