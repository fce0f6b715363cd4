import { EmptyState } from '@/components/ui/empty-state'

/** In place of every page, for an account that holds no role: what that means, and who changes it. */
export function NoRole() {
  return (
    <div className="page-pad">
      <h1 className="mb-3">No role yet</h1>
      <EmptyState>
        Your account may sign in, but holds no role for any system. An admin gives you one on the page Admin; it holds
        at your next request.
      </EmptyState>
    </div>
  )
}
