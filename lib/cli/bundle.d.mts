/** See bundle.mjs, which is plain JavaScript because it also runs before anything is bundled. */
export function bundleOptions(
  command: string,
  outdir: string,
): { entryPoints: Record<string, string>; outdir: string; [option: string]: unknown }
