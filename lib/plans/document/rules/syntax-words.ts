import type { ErrorCode } from 'yaml'

/** What a line of YAML should have been, by the reader's kind of fault; the reader's own words are for programmers. */
export function expectedSyntax(code: ErrorCode): string {
  return EXPECTED[code] ?? 'YAML that can be read'
}

const NAMES = 'no anchors (`&name`), or one before each value'

const EXPECTED: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (`*name`) with nothing before it',
  BAD_ALIAS: 'an alias (`*name`) of an anchor that stands above it',
  BAD_COLLECTION_TYPE: 'no tags (`!…`): a plan has none',
  BAD_DIRECTIVE: 'no line that begins with `%`: a plan has none',
  BAD_DQ_ESCAPE: 'text in double quotes in which a backslash is written twice, or text in single quotes',
  BAD_INDENT: 'each line of a group or list as far in as its first line, and every bracket closed',
  BAD_PROP_ORDER: NAMES,
  BAD_SCALAR_START: 'text in quotes, because it begins with a sign that YAML keeps for itself',
  BLOCK_AS_IMPLICIT_KEY: 'one `key: value` in a line; text that contains `: ` belongs in quotes',
  BLOCK_IN_FLOW: 'inside brackets only values between commas',
  KEY_OVER_1024_CHARS: 'a key of a few words',
  MISSING_CHAR: 'every quote and bracket closed, entries parted by commas, and a space after each colon',
  MULTILINE_IMPLICIT_KEY: 'a key on one line, with a colon and a space after it',
  MULTIPLE_ANCHORS: NAMES,
  MULTIPLE_DOCS: 'one plan in a file, and no line of three hyphens below it',
  MULTIPLE_TAGS: 'no tags (`!…`): a plan has none',
  NON_STRING_KEY: 'a key that is text',
  RESOURCE_EXHAUSTION: 'a plan of a few levels',
  TAB_AS_INDENT: 'spaces at the beginning of a line, no tabs',
  TAG_RESOLVE_FAILED: 'no tags (`!…`): a plan has none',
  UNEXPECTED_TOKEN: 'a `key: value`, a list entry or a comment that fits what stands above',
}
