FROM node:26-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY src src
COPY jobs jobs
COPY prompts prompts
COPY samples samples
USER node
CMD ["node", "src/main.ts"]
