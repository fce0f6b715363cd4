import { Kbd } from '@/components/ui/kbd'
import { StateTag } from '@/components/ui/state-tag'
import type { Found } from '@/lib/search/model/search'

/** What was found, inside a link: what it is called, what tells it from others, its state or its keys. */
export function FoundLine({ title, identifier, detail, state, keys }: Omit<Found, 'kind' | 'href'>) {
  return (
    <>
      <span className="palette-title">{title}</span>
      <span className="palette-detail">
        {identifier ? <span className="palette-identifier mono">{identifier}</span> : null}
        {detail}
      </span>
      {state ? (
        <StateTag state={state.mark} plain>
          {state.word}
        </StateTag>
      ) : null}
      {keys ? (
        <span className="palette-keys" aria-hidden="true">
          {keys.split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ) : null}
    </>
  )
}
