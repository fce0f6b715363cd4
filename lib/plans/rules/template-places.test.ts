import { expect, test } from 'vitest'
import { oddPlaces, placesOf } from '@/lib/plans/rules/template-places'

test.each([
  ['psql -h {{ host }}', ['host']],
  ['{{host}}', ['host']],
  ['{{ host}}{{port }}', ['host', 'port']],
  ['{{ b }} {{ a }} {{ b }}', ['b', 'a']],
  ['{{ a }}', ['a']],
  ['{{ a1 }} {{ ab2c }}', ['a1', 'ab2c']],
  ['{{ a_b }} {{ db_1_name }}', ['a_b', 'db_1_name']],
  ['{{  a }} {{ a  }}', []],
  ['{{ a__b }} {{ a_ }} {{ _a }} {{ 1a }}', []],
  ['{{ A }} {{ aB }} {{ a-b }} {{ a.b }} {{ a_B }}', []],
  ['{ a } {{ a } { a }}', []],
  ['{{}} {{ }}', []],
  ['', []],
])('the places of %j are %j', (template, names) => {
  expect(placesOf(template)).toEqual(names)
})

test.each([
  ['{{ host }} {{host}} {{ a_b }}', []],
  ['{{ Host }} {{ host }} {{a.b}}', ['{{ Host }}', '{{a.b}}']],
  ['{{}}', ['{{}}']],
  ['{{ a__b }}{{ a_ }}', ['{{ a__b }}', '{{ a_ }}']],
  ['{{ half }', ['{{ half }']],
  ['{{ never closed', []],
  ['{ one } brace }}', []],
  ['{{{ a }}}', []],
  ['', []],
])('in double braces, but no name, are in %j: %j', (template, odd) => {
  expect(oddPlaces(template)).toEqual(odd)
})
