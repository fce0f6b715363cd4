import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'

/** What the control inside a field must carry so that label, hint and error are read with it. */
export type FieldWiring = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

type Props = {
  /** Unique on the page; becomes the id of the control. */
  id: string
  label: string
  hint?: ReactNode
  /** Plain sentence from ActionResult's `fields`. */
  error?: string
  required?: boolean
  /** Given the wiring, returns the control: `{(wired) => <TextInput {...wired} name="title" />}`. */
  children: (wired: FieldWiring) => ReactNode
  className?: string
}

/** A labelled control with hint and error, wired by aria. A function of children: use it where the form is a client component or inline. */
export function Field({ id, label, hint, error, required, children, className }: Props) {
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [errorId, hintId].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small text-t-2">
        {label}
      </label>
      {children({
        id,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(required ? { 'aria-required': true as const } : {}),
      })}
      {error ? (
        <p id={errorId} className="mt-1 text-small text-breach">
          <Glyph name="breach" className="mr-1" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={hintId} className="mt-1 text-small text-t-3">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
