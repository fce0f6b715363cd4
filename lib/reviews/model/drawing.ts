/** The elements that a text may become. */
export type DrawnTag =
  | `h${3 | 4 | 5 | 6}`
  | 'p'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'pre'
  | 'code'
  | 'em'
  | 'strong'
  | 'br'
  | 'hr'
  | 'a'
  | 'image'

/** What a text is made of: words, and elements of a closed set. Nothing else can reach the page. */
export type Drawn = string | { tag: DrawnTag; href?: string; start?: number; kids: Drawn[] }

/** A section's text as drawn; `kids` null where it is shown as it was written, and `why` says why. */
export type Drawing = { kids: Drawn[]; why: null } | { kids: null; why: string }
