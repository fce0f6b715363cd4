'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { differingEnd } from '@/components/ui/differing-end'
import { Glyph } from '@/components/ui/glyph'
import { useEarlyText } from '@/components/ui/use-early-text'

type Props = {
  /** Unique on the page. */
  id: string
  /** The exact text to type. */
  expected: string
  /** What is named: "identifier of the new instance". */
  what: string
  /** The name it could be mistaken for, and what that one is: `{ name: 'phaserai-prod', is: 'live', expectedIs: 'new' }`. */
  mistakenFor?: { name: string; is: string; expectedIs: string }
  /** Every other reason why the step is locked, each a short sentence. Empty when nothing else blocks it. */
  locks?: readonly string[]
  /** The words on the button: "Start restore". */
  action: string
  look?: 'primary' | 'danger'
  busy?: boolean
  /** Name of the input in the form, for a server that checks it again (it must). */
  name?: string
  /** Without it the button submits the form around it. */
  onConfirm?: () => void
  children?: ReactNode
}

/** Danger is slow: the target's exact name is typed (paste is off), and a locked button lists every reason. */
export function TypedConfirm(props: Props) {
  const {
    id,
    expected,
    what,
    mistakenFor,
    locks = [],
    action,
    look = 'primary',
    busy,
    name,
    onConfirm,
    children,
  } = props
  const [typed, setTyped] = useState('')
  const field = useEarlyText(typed, setTyped)
  const reasons = [...locks, ...typingReason(typed, expected)]
  const ends = mistakenFor ? differingEnd(expected, mistakenFor.name) : null
  const locked = reasons.length > 0
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block">
        Type the {what}, <b className="mono font-semibold">{expected}</b>. Paste is off.
      </label>
      <input
        ref={field}
        id={id}
        name={name}
        className="input mono h-10 text-[17px]"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={(event) => event.preventDefault()}
        onDrop={(event) => event.preventDefault()}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={`${id}-ends ${id}-locks`}
      />
      <p id={`${id}-ends`} className="mt-1.5 text-small text-t-2">
        {ends && mistakenFor ? (
          <>
            <Glyph name="info" className="mr-1" />
            The last characters are what differs: <b className="mono">{ends.other}</b> is {mistakenFor.is},{' '}
            <b className="mono">{ends.name}</b> is {mistakenFor.expectedIs}.
          </>
        ) : null}
      </p>
      {children}
      <Button
        look={look}
        size="large"
        className="mt-2"
        busy={busy}
        aria-disabled={locked || busy || undefined}
        type={onConfirm || locked ? 'button' : 'submit'}
        onClick={locked ? undefined : onConfirm}
        aria-describedby={`${id}-locks`}
      >
        {action}
      </Button>
      <ul id={`${id}-locks`} className="mt-2 text-small text-t-2">
        {reasons.map((reason) => (
          <li key={reason} className="flex items-center gap-2 leading-5">
            <Glyph name="missed" />
            {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}

function typingReason(typed: string, expected: string): string[] {
  if (typed === expected) return []
  if (typed !== '' && !expected.startsWith(typed)) return ['The typed name is another one']
  const left = expected.length - typed.length
  return [`Name incomplete, ${left} ${left === 1 ? 'character' : 'characters'} left`]
}
