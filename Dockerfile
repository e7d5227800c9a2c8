# One image for every service, the migrations and the admin tool: the command chooses. Services are found by folder, as everywhere.
FROM node:24-bookworm-slim AS build
WORKDIR /lethe
# Before the sources: a change of code does not install everything again. No script of a package runs.
COPY package.json package-lock.json .npmrc ./
# npm opens its cache's files all at once: the soft limit of some engines is too low for that.
RUN ulimit -n "$(ulimit -Hn)" && npm ci --ignore-scripts
COPY . .
RUN ulimit -n "$(ulimit -Hn)" && npm ci --ignore-scripts --prefer-offline \
  && node tools/run.js \
  && node tools/image.js /image

FROM node:24-bookworm-slim
ENV NODE_ENV=production
# A named volume takes owner and mode of the folder that it covers.
RUN mkdir -p /var/lib/lethe && chown node:node /var/lib/lethe && chmod 700 /var/lib/lethe
WORKDIR /lethe
COPY --from=build /image .
USER node
