/** Asks for the palette; the control in the top bar does. */
export const SHOW_PALETTE = 'tidemark:find'

/** Ctrl-K or ⌘-K, also where K is another letter of the keyboard's own script. */
export function isPaletteKey(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return false
  return event.key.toLowerCase() === 'k' || (event.code === 'KeyK' && !/^[a-z]$/i.test(event.key))
}

/** The name of the key that goes with K and Enter on this machine. Only in a browser. */
export function commandKey(): '⌘' | 'Ctrl' {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
}
