import { expect, test } from 'vitest'
import { foundWindow } from '@/lib/findings/rules/facts/found-window'

test.each([
  ['01:00-02:00', '01:00–02:00 UTC'],
  ['23:30-00:30', '23:30–00:30 UTC'],
  ['sun:02:00-sun:03:00', 'Sunday 02:00–03:00 UTC'],
  ['Mon:02:00-mon:03:00', 'Monday 02:00–03:00 UTC'],
  // A plan names the day on which a window begins.
  ['sat:23:30-sun:00:30', 'Saturday 23:30–00:30 UTC'],
  ['sun:23:30-mon:00:00', 'Sunday 23:30–00:00 UTC'],
  ['fri:22:00-sat:22:00', 'Friday 22:00–22:00 UTC'],
  // Longer than a day, or no window that AWS writes: as it stands.
  ['sun:01:00-mon:02:00', 'sun:01:00-mon:02:00'],
  ['sun:01:00-tue:00:30', 'sun:01:00-tue:00:30'],
  ['sun:03:00-sun:02:00', 'sun:03:00-sun:02:00'],
  ['xyz:01:00-xyz:02:00', 'xyz:01:00-xyz:02:00'],
  ['sun:01:00-02:00', 'sun:01:00-02:00'],
  ['odd', 'odd'],
])('%s reads %s', (written, words) => expect(foundWindow(written)).toBe(words))
