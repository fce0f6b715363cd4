/** Browsers as they call themselves, the special ones first: each also says the names of those that follow. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
]

/** Where they run; iPhones and iPads say Mac OS X too, Android says Linux. */
const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * What a person knows a device by, from what its browser says of itself: `Chrome on Windows`. No version, model or
 * language: enough to tell one's own devices apart, too little to follow anybody. What is not known is said so.
 */
export function deviceOf(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, 500)
  const name = (known: typeof BROWSERS) => known.find(([pattern]) => pattern.test(text))?.[1]
  const [browser, platform] = [name(BROWSERS), name(PLATFORMS)]
  if (!browser && !platform) return 'Unknown device'
  if (!platform) return browser ?? ''
  return `${browser ?? 'Unknown browser'} on ${platform}`
}
