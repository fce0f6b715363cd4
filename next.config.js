/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  typedRoutes: true,
  poweredByHeader: false,
  // The title stands in the head from the first byte: streamed metadata leaves a page nameless for a moment.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm run types` checks them, and the lint step of `npm test` fails on them; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', '@prisma/client', '@prisma/adapter-pg'],
}
export default config
