/** For tests: what an attacker, a mistyped year or half a character sends. */

/** Texts that are none. */
export const ILL_FORMED = ['h\uD800', '\uDC00', 'a\0b', '\uD83D\uD83D\uDE00']

/** What no number and no instant of ours can be. */
export const NO_NUMBERS: readonly unknown[] = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 1.5, 1e300, 2 ** 31, 99_999_999_999, 2 ** 53],
  ...[Date.UTC(1653, 1, 10), 8.64e15, 8.64e15 + 1],
]

/** Texts that a careless reader takes for numbers or times. */
export const LOOSE_NUMBERS = ['1e3', ' 7 ', '٣', '0x10', '-0', '', '+275760-09-13T00:00:00Z', '1653-02-10T06:13:20Z']

/** Well formed, and at the edge of what is taken: such input goes on to the commands and the database. */
export const EDGES: readonly unknown[] = [
  ...[2_147_483_647, Date.UTC(2000, 0), Date.UTC(2099, 11, 31), '😀', '\uFFFE', 'x'.repeat(5_000)],
  ...["'; DROP TABLE incident; --", '__proto__', 'INC-99999999999', 'INC-999999999', 'RST-999999999', 'RST-0'],
]

/** As part of an address: what a browser would write there, and what it would not. */
export const IN_ADDRESSES = [
  ...['%00', 'a%00b', '%ED%A0%80', '%C3%28', '%F0%9F%98%80', '..%2f..%2fetc', '%2e%2e', '%EF%BF%BE', '%20%37%20'],
  ...['INC-99999999999', 'INC-2147483648', 'RST-99999999999', '-0', '1e9', '9'.repeat(30), 'NaN', '0.5'],
  ...[
    '+275760-09-13T00:00:00Z',
    '1653-02-10T06:13:20Z',
    '__proto__',
    'x'.repeat(2_000),
    '%27%3B--',
    // The end of a page of recovery points, in the year 33658.
    '999999999999999_7b7f3f7e-1f0e-4b44-8f0e-6f1d0d6b3c55',
  ],
]
