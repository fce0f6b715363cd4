'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { type Place, placesFor } from '@/components/shell/places'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** The main navigation: a row on a desk, a menu under the top bar on a phone. */
export function Nav({ may }: Pick<ShellActor, 'may'>) {
  const pathname = usePathname()
  const menu = useRef<HTMLElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => {
    if (menu.current?.matches(':popover-open')) menu.current.hidePopover()
  }, [pathname])

  return (
    <>
      <button type="button" className="btn nav-button" popoverTarget="main-nav">
        Menu
      </button>
      <nav ref={menu} id="main-nav" className="nav" aria-label="Main" popover="auto">
        {placesFor(may).map((place) => (
          <Link
            key={place.href}
            href={place.href as Route}
            aria-current={isCurrent(place, pathname) ? 'page' : undefined}
            prefetch={false}
          >
            {place.name}
          </Link>
        ))}
      </nav>
    </>
  )
}

function isCurrent({ href }: Place, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}
