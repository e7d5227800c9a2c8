# One image for every service, the migrations and the admin tool: the command chooses. Services are found by folder, as everywhere.
FROM node:24-bookworm-slim AS build
WORKDIR /lethe
# Before the sources: a change of code does not install everything again. No script of a package runs.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# Adds what the packages of the workspace need; a second `npm ci` would unpack everything again, all at once.
RUN npm install --no-save --ignore-scripts --prefer-offline \
  && node tools/run.js \
  && node tools/image.js /image

FROM node:24-bookworm-slim
ENV NODE_ENV=production
# A named volume takes owner and mode of the folder that it covers.
RUN mkdir -p /var/lib/lethe && chown node:node /var/lib/lethe && chmod 700 /var/lib/lethe
WORKDIR /lethe
COPY --from=build /image .
USER node
