import type { Metadata } from 'next'
import { Brand } from '@/components/shell/brand'
import { NothingHere } from '@/components/shell/nothing-here'

export const metadata: Metadata = { title: 'Not found' }

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <>
      <header className="top">
        <Brand />
      </header>
      <main id="main" className="page">
        <NothingHere />
      </main>
    </>
  )
}
