// Probes data planes as an update does: in a process of its own, which trusts the authority that its environment names.
// Takes `ProbeRequest`s from its parent, answers each with a `ProbeAnswer`.

import { probeNamed } from "../../../../components/azure/probes/probes";
import type { ProbeAnswer, ProbeRequest } from "./probing";

/** The modules that were loaded before any probe was asked for. */
const loadedAtStart = Object.keys(require.cache);

process.on("message", async ({ id, probe, key, target }: ProbeRequest) => {
    const accepted = await (await probeNamed(probe))(key, target);
    const answer: ProbeAnswer = { id, accepted, loadedAtStart };
    process.send?.(answer);
});
