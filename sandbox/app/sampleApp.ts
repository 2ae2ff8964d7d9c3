import { join } from "node:path";

/** The compiled sample application: what a site of the local Azure runs. */
export const SAMPLE_APP = join(__dirname, "server.js");
