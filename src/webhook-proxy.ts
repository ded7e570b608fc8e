import type { Logger } from "pino";

/**
 * Fetches webhooks from a channel of smee.io (WEBHOOK_PROXY_URL), to try the app on a machine that GitHub cannot
 * reach. Does nothing where there is none.
 */
export async function startWebhookProxy(
  source: string | null,
  port: number,
  logger: Logger,
): Promise<{ readonly close: () => Promise<void> }> {
  if (source === null) return { close: () => Promise.resolve() };
  const { default: SmeeClient } = await import("smee-client");
  const client = new SmeeClient({
    source,
    target: `http://127.0.0.1:${port}/api/github/webhooks`,
    logger: {
      info: (message: unknown) => logger.debug({ message }, "webhook proxy"),
      error: (message: unknown) => logger.warn({ message }, "webhook proxy"),
    },
  });
  await client.start();
  logger.info("fetching webhooks from WEBHOOK_PROXY_URL");
  return { close: async () => client.stop() };
}
