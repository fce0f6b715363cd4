/** An incident's number as people say it: `INC-0042`. */
export function incidentName(number: number): string {
  return `INC-${padded(number)}`
}

/** The number in `INC-0042` (any case, leading zeros or none); null when it is no such name. */
export function parseIncidentName(name: string): number | null {
  return parsed(/^inc-0*(\d{1,9})$/i, name)
}

/** A restore's number as people say it: `RST-0001`. */
export function restoreName(number: number): string {
  return `RST-${padded(number)}`
}

/** The number in `RST-0001` (any case, leading zeros or none); null when it is no such name. */
export function parseRestoreName(name: string): number | null {
  return parsed(/^rst-0*(\d{1,9})$/i, name)
}

function padded(number: number): string {
  return String(number).padStart(4, '0')
}

function parsed(form: RegExp, name: string): number | null {
  const number = Number(form.exec(name)?.[1] ?? 0)
  return number > 0 ? number : null
}
