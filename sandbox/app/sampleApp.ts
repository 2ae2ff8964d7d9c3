import { join } from "node:path";

/** The compiled sample application: the program of the sites of the local Azure. */
export const SAMPLE_APP = join(__dirname, "server.js");
