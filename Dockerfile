FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/api-e2e/package.json apps/api-e2e/
COPY apps/dashboard/package.json apps/dashboard/
COPY apps/dashboard-e2e/package.json apps/dashboard-e2e/
COPY bench/package.json bench/
COPY libs/contracts/package.json libs/contracts/
COPY libs/domain/package.json libs/domain/
COPY libs/event-store/package.json libs/event-store/
COPY libs/monitor-process/package.json libs/monitor-process/
COPY libs/postgres/package.json libs/postgres/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npx nx run-many -t build -p api,dashboard

FROM manifests
RUN npm ci --omit=dev --workspace=@ceasefire/api && npm cache clean --force
COPY --from=build /app/apps/api/bundle apps/api/bundle
COPY --from=build /app/apps/dashboard/dist apps/dashboard/dist
COPY seeds seeds
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=10s --start-period=2m --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/bundle/main.js"]
