/** See progress.mjs, which is plain JavaScript because it also runs before anything is installed. */
export function step<T>(label: string, work: () => T | Promise<T>): Promise<T>
