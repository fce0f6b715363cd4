import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from '@/components/ui/button'

type Props = {
  href: string
  children: ReactNode
  look?: ButtonLook
  size?: ButtonSize
  className?: string
  title?: string
  /** For exports and files: a plain anchor without client navigation. */
  download?: boolean
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ href, children, look, size, className, title, download }: Props) {
  const classes = buttonClass(look, size, className)
  if (download) {
    return (
      <a href={href} download className={classes} title={title}>
        {children}
      </a>
    )
  }
  return (
    <Link href={href as Route} className={classes} title={title} prefetch={false}>
      {children}
    </Link>
  )
}
