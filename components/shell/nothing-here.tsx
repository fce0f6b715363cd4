import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

/** In place of a page whose subject does not exist, or may not be seen: the same answer. */
export function NothingHere() {
  return (
    <div className="page-pad">
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
    </div>
  )
}
