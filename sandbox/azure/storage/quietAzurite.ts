// Azurite's telemetry library replaces `console` and `require` as soon as it is loaded, whether telemetry is on or not.
// This keeps it from doing so; it has to be imported before Azurite.

process.env.APPLICATION_INSIGHTS_NO_DIAGNOSTIC_CHANNEL ??= "true";
