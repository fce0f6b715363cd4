/**
 * The glyphs as symbols and the two hatches as patterns, once a document (the root layout renders it).
 * Everything else refers to it by `<use>` or `fill="url(#hatch)"`, which keeps a thousand-row board small.
 */
export function GlyphSheet() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true" focusable="false">
      <defs>
        <symbol id="glyph-ok" viewBox="0 0 14 14">
          <circle cx="7" cy="7" r="4" fill="currentColor" />
        </symbol>
        <symbol id="glyph-risk" viewBox="0 0 14 14">
          <path d="M7 1.6 13 12.4H1z" fill="currentColor" strokeLinejoin="round" />
        </symbol>
        <symbol id="glyph-breach" viewBox="0 0 14 14">
          <path
            fillRule="evenodd"
            d="M1 1h12v12H1zM6.1 3.2v4.8h1.8V3.2zM6.1 9.2v1.7h1.8V9.2z"
            fill="currentColor"
            stroke="none"
          />
        </symbol>
        <symbol id="glyph-unknown" viewBox="0 0 14 14">
          <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 1.9" />
          <path
            d="M5.2 5.6a1.85 1.85 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M7 9.7v1.2"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </symbol>
        <symbol id="glyph-running" viewBox="0 0 14 14">
          <path d="M1.5 2.2 6 7l-4.5 4.8M7.5 2.2 12 7l-4.5 4.8" fill="none" stroke="currentColor" strokeWidth="2" />
        </symbol>
        <symbol id="glyph-info" viewBox="0 0 14 14">
          <rect x="1.7" y="1.7" width="10.6" height="10.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M7 6.2v4.2M7 3.6v1.4" stroke="currentColor" strokeWidth="1.5" />
        </symbol>
        <symbol id="glyph-missed" viewBox="0 0 14 14">
          <rect x="2" y="2" width="10" height="10" fill="none" stroke="currentColor" strokeWidth="1.9" />
        </symbol>
        <symbol id="glyph-waiting" viewBox="0 0 14 14">
          <rect
            x="2"
            y="2"
            width="10"
            height="10"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeDasharray="2.4 1.9"
          />
        </symbol>
        <symbol id="glyph-gap" viewBox="0 0 14 14">
          <path d="M7 .9 13.1 7 7 13.1.9 7z" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M4.2 7h5.6" stroke="currentColor" strokeWidth="1.6" />
        </symbol>
        <symbol id="glyph-star" viewBox="0 0 14 14">
          <path
            d="m7 1 1.8 3.9 4.2.5-3.1 2.9.8 4.2L7 10.4l-3.7 2.1.8-4.2L1 5.4l4.2-.5z"
            fill="currentColor"
            stroke="none"
          />
        </symbol>
        <symbol id="glyph-star0" viewBox="0 0 14 14">
          <path
            d="m7 1.6 1.6 3.5 3.8.4-2.8 2.6.8 3.8L7 10l-3.4 1.9.8-3.8-2.8-2.6 3.8-.4z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.1"
          />
        </symbol>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" stroke="var(--unknown)" strokeWidth="2" />
        </pattern>
        <pattern id="hatch-breach" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0V5" stroke="var(--breach-fill)" strokeWidth="1.6" />
        </pattern>
      </defs>
    </svg>
  )
}
