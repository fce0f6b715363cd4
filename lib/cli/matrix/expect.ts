import { can, canSomewhere, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import type { Asking, Came, Guard, Things } from '@/lib/cli/matrix/model'

const READ_OF = /^(board|plan|inventory|restore|incident|review)\.read$/

/**
 * What may come of it when somebody asks: by the table of permissions and nothing else. Who may not even read a thing may
 * be told either that it is not there or that they may not; who may read it is refused in words.
 */
export function mayCome({ known, holder }: Asking, guard: Guard, { subject }: Things): readonly Came[] {
  if (guard === 'open') return ['passes']
  if (!known) return ['sign in']
  const { needs, about } = guard
  if (about === 'self') return ['passes']
  if (about === 'all') return can(holder, needs, EVERY_SYSTEM) ? ['passes'] : ['refused']
  if (about === 'any') return canSomewhere(holder, needs) ? ['passes'] : ['refused']
  if (can(holder, needs, subject)) return ['passes']
  const mayRead = !READ_OF.test(needs) && can(holder, 'restore.read', subject)
  return mayRead ? ['refused'] : ['refused', 'not found']
}
