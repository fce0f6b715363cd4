import { type RefObject, useEffect, useRef } from 'react'

/**
 * Takes over what was typed into a field before the page's script ran, or what the browser put back into it: React knows
 * nothing of it, and would empty the field when it draws it next. The answer goes on the field.
 */
export function useEarlyText(known: string, take: (text: string) => void): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: early is only what stood there when the script came
  useEffect(() => {
    const text = field.current?.value ?? known
    if (text !== known) take(text)
  }, [])
  return field
}
