import type { PlanSource, ToFillIn } from '@/lib/plans/model/base'

/** Values that the document leaves open, each with its own placeholder and its place, unless `beside` names that already. */
export function FillIn({ items, beside }: { items: readonly ToFillIn[]; beside?: PlanSource }) {
  if (items.length === 0) return null
  return (
    <ul className="mt-1 text-small">
      {items.map(({ what, placeholder, where }) => (
        <li key={`${what}${where}`} className="text-risk">
          To fill in: <span className="text-t-2">{what}</span>
          {placeholder ? (
            <>
              {' '}
              <span className="mono text-t-3">{placeholder}</span>
            </>
          ) : null}
          {where === beside?.section ? null : <cite className="text-t-3 not-italic"> ({where})</cite>}
        </li>
      ))}
    </ul>
  )
}

/** Facts that the document does not state, named as such. */
export function Assumed({ facts }: { facts: readonly string[] }) {
  if (facts.length === 0) return null
  return <p className="mt-1 text-small text-t-3">Assumed, to confirm: {facts.join(', ')}.</p>
}
