import { Facts } from '@/components/plans/facts'
import type { Variable } from '@/lib/plans/model/messages'
import { variableSourceWords } from '@/lib/plans/rules/words'

/** The places of a template: what each is, of which type, where its value comes from and the document's own text for it. */
export function Places({ of }: { of: readonly Variable[] }) {
  return (
    <Facts
      items={of.map((variable) => [variable.name.replaceAll('_', ' '), <Place key={variable.name} of={variable} />])}
    />
  )
}

function Place({ of: { what, type, from, placeholder } }: { of: Variable }) {
  return (
    <>
      {what}{' '}
      <span className="text-small text-t-3">
        {type}, {variableSourceWords(from)}
        {from?.kind === 'value' ? <span className="mono"> {from.value}</span> : null}
        {placeholder ? (
          <>
            ; in the document <span className="mono">{placeholder}</span>
          </>
        ) : null}
      </span>
    </>
  )
}
