/** A key as printed on the keyboard, beside the control that it works. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>
}
