import type { Variable } from '@/lib/plans/response-types'
import { variableSourceWords } from '@/lib/plans/words'

/** The places of a template: what each is, of which type, where its value comes from and the document's own text for it. */
export function Places({ of }: { of: readonly Variable[] }) {
  return of.map(({ name, what, from, type, placeholder }) => (
    <p key={name}>
      <span className="place-open">{name.replaceAll('_', ' ')}</span> {what}, {type}, {variableSourceWords(from)}
      {from?.kind === 'value' ? <span className="mono"> {from.value}</span> : null}
      {placeholder ? (
        <>
          , <span className="mono text-t-3">{placeholder}</span>
        </>
      ) : null}
    </p>
  ))
}
