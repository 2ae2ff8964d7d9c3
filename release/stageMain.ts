import { stage } from "./stage";

stage().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
