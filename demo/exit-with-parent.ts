// Preloaded into the app: when the demo dies, however it dies, the channel to it closes, and the app goes too.
process.on("disconnect", () => process.exit());
process.channel?.unref();
