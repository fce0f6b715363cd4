import type { Metadata } from 'next'
import { Brand } from '@/components/shell/brand'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export const metadata: Metadata = { title: 'Not found' }

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <>
      <header className="top">
        <Brand />
      </header>
      <main id="main" className="page page-pad">
        <div className="ph">
          <h1>Not found</h1>
        </div>
        <EmptyState
          action={
            <LinkButton href="/" size="small">
              Open the board
            </LinkButton>
          }
        >
          Nothing is kept at this address, or you may not see it.
        </EmptyState>
      </main>
    </>
  )
}
