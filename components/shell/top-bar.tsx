import Link from 'next/link'
import { Brand } from '@/components/shell/brand'
import { FindLink } from '@/components/shell/find-link'
import { Nav } from '@/components/shell/nav'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { UtcClock } from '@/components/shell/utc-clock'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** 44 px at the top of every page: where one can go, who one is, what time it is. */
export function TopBar({ actor }: { actor: ShellActor }) {
  return (
    <header className="top">
      <Brand />
      <Nav may={actor.may} />
      <span className="flex-1" />
      <FindLink />
      <div className="cell">
        <Link className="who" href="/account" prefetch={false} title={actor.email}>
          <span className="sr-only">Your account: </span>
          <span className="who-name">{actor.name}</span>
          <span className="role text-t-3">{actor.role}</span>
        </Link>
        <SignOutButton />
      </div>
      <UtcClock />
    </header>
  )
}
