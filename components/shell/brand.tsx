import Link from 'next/link'

/** The mark: the line, and the tide below it. */
export function BrandMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
      <path d="M2 5.5h18" stroke="var(--accent)" strokeWidth="2.4" />
      <path
        d="M2.6 18.6 8.4 9v9.6L14.2 9v9.6L20 9"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="miter"
      />
    </svg>
  )
}

/** The mark and the name, leading to the board. */
export function Brand() {
  return (
    <Link href="/" className="brand" aria-label="Tidemark" prefetch={false}>
      <BrandMark />
      <span className="brand-word">Tidemark</span>
    </Link>
  )
}
