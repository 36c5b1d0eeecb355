# syntax=docker/dockerfile:1

# Postgres comes from outside in a container: the embedded one and the browsers of the tests stay away.
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 \
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts
COPY . .
RUN node scripts/build.mjs

FROM node:24-slim AS run
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    PORT=3000 \
    LOOKFLEX_DATA_DIR=/var/lib/lookflex
COPY --from=build --chown=root:root /app/.next/standalone ./
# What the command line reads: its bundle, migrations, packs and words.
COPY --from=build --chown=root:root /app/dist/cli.mjs ./dist/cli.mjs
COPY --from=build --chown=root:root /app/db/migrations ./db/migrations
COPY --from=build --chown=root:root /app/packs ./packs
COPY --from=build --chown=root:root /app/messages ./messages
COPY docker/lookflex /usr/local/bin/lookflex
# demo.json and what else is written; the program itself stays root's and read-only.
RUN chmod 755 /usr/local/bin/lookflex && install -d -o node -g node -m 700 /var/lib/lookflex
USER node
EXPOSE 3000
VOLUME /var/lib/lookflex
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["lookflex", "serve"]
