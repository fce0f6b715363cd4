/** The names a template asks for, in order, each once: `{{ name }}`. */
export function placesOf(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, name]) => name ?? ''))]
}

/** Anything in double braces that is no name, such as `{{ Name }}` or `{{a.b}}`. */
export function oddPlaces(template: string): string[] {
  const plain = new Set([...template.matchAll(PLACE)].map(([whole]) => whole))
  return [...template.matchAll(/\{\{[^{}]*\}\}?/g)].map(([whole]) => whole).filter((whole) => !plain.has(whole))
}

const PLACE = /\{\{ ?([a-z][a-z0-9]*(?:_[a-z0-9]+)*) ?\}\}/g
