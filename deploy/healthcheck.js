// Whether the service in this container can do its work, for HEALTHCHECK: exit code 0 or 1. What is wrong stands in
// /readyz itself.
const { LETHE_PORT, LETHE_HEALTH_PORT } = process.env;
const port = LETHE_HEALTH_PORT ?? LETHE_PORT;

try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
