FROM node:26.10-slim
ENV NODE_ENV=production COPYDESK_DATA=/data HEALTH_PORT=9464
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has its own Node, and compose.yaml its own PostgreSQL: neither is installed from npm.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY src src
COPY jobs jobs
COPY prompts prompts
COPY samples samples
RUN printf '#!/bin/sh\nexec node /app/src/cli.ts "$@"\n' > /usr/local/bin/copydesk && chmod 755 /usr/local/bin/copydesk \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=8s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
